'use client'

import { NewsButton } from '@/components/news/news-button'
import { useReadAgain } from '@/components/news/use-read-again'
import { useLiveFact } from '@/components/shell/live-provider'
import { formatAtLeast } from '@/lib/format/format'
import { type LiveEvent, RECENT_RUNS } from '@/lib/model/live/live-view'
import { isRunsFiltered, type RunsQuery, runsHref } from '@/lib/model/query/runs-query'

type Props = {
  query: RunsQuery
  /** The newest run, whatever the filters, when the page was read; 0 before the first. */
  newestId: number
}

/** Says how many runs were started since the page was read; the rows stay where they are. */
export function NewRuns({ query, newestId }: Props) {
  const words = useLiveFact((event) => (event === null ? null : newRunsWords(event, newestId)))
  const [pending, readAgain] = useReadAgain(query.at === undefined ? null : runsHref(query))
  if (words === null) return null
  return (
    <NewsButton
      words={isRunsFiltered(query) ? `${words} in all` : words}
      title="Read the list again."
      pending={pending}
      onShow={readAgain}
    />
  )
}

/** The live view knows the newest runs: where all of them are new, there may be more. */
function newRunsWords({ run, recentRuns }: LiveEvent, newestId: number): string | null {
  const known = new Set([...recentRuns, ...(run === null ? [] : [run])].map(({ id }) => id))
  const fresh = [...known].filter((id) => id > newestId)
  if (fresh.length === 0) return null
  const isExact = fresh.length < known.size || recentRuns.length < RECENT_RUNS
  return `${formatAtLeast({ count: fresh.length, isExact })} new`
}
