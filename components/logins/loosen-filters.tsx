'use client'

import Link from 'next/link'
import { countWords } from '@/components/logins/count-words'
import { FILTER_FIELDS, without } from '@/components/logins/filters/filter-fields'
import { narrowed } from '@/components/logins/logins-href'
import { useAsked } from '@/components/logins/use-asked'
import { LocalTime } from '@/components/table/local-time'
import { Button } from '@/components/ui/button'
import { Skeleton } from '@/components/ui/skeleton'
import type { Loosened } from '@/lib/db/logins/explore/loosen-filter'
import { inSentence } from '@/lib/model/login-field'
import { type LoginsQuery, viewOf } from '@/lib/model/query/logins-query'
import { choiceOf } from '@/lib/model/query/parts/time-parts'

type Props = { query: LoginsQuery; nowMs: number }

/** Which filter keeps the logins out: for each, how many there are without it; and the nearest in time. */
export function LoosenFilters({ query, nowMs }: Props) {
  const asked = useAsked<Loosened>(`/api/logins/loosen?${viewOf(query)}&now=${nowMs}`)
  if (asked.state === 'loading') {
    return (
      <div role="status" aria-label="Counting without each filter" className="h-20">
        <Skeleton className="mx-auto mt-2 h-3.5 w-56" />
        <Skeleton className="mx-auto mt-3 h-3.5 w-48" />
      </div>
    )
  }
  if (asked.state === 'failed') {
    return (
      <p className="min-h-20">
        What to loosen could not be read.{' '}
        <Button variant="link" onClick={asked.retry}>
          Try again
        </Button>
      </p>
    )
  }
  const { without: counts, before, after } = asked.answer
  return (
    <div className="min-h-20">
      <ul aria-label="Without each filter" className="tabular-nums">
        {counts.map(({ key, count }) => (
          <Without key={key} fieldKey={key} count={count} query={query} />
        ))}
      </ul>
      {before === null && after === null ? null : (
        <p className="mt-2">
          Nearest in time:{' '}
          {before === null ? null : <Nearest at={before} query={query} word="before" />}
          {before !== null && after !== null ? ' · ' : null}
          {after === null ? null : <Nearest at={after} query={query} word="after" />}
        </p>
      )}
    </div>
  )
}

const LINK = 'rounded-sm text-accent underline underline-offset-4'

type WithoutProps = {
  fieldKey: Loosened['without'][number]['key']
  count: Loosened['without'][number]['count']
  query: LoginsQuery
}

function Without({ fieldKey, count, query }: WithoutProps) {
  const field = FILTER_FIELDS.find(({ key }) => key === fieldKey)
  if (field === undefined) return null
  const name = inSentence(field.label)
  if (count?.count === 0 && count.isExact) return <li>Without the {name}: none either</li>
  return (
    <li>
      <Link href={narrowed(query, without(field))} prefetch={false} className={LINK}>
        Without the {name}
      </Link>
      : {count === null ? 'not counted in time' : countWords(count)}
    </li>
  )
}

const HALF_HOUR_MS = 30 * 60_000

function Nearest({ at, query, word }: { at: string; query: LoginsQuery; word: string }) {
  const ms = Date.parse(at)
  const around = choiceOf({ fromMs: ms - HALF_HOUR_MS, toMs: ms + HALF_HOUR_MS })
  return (
    <Link href={narrowed(query, around)} prefetch={false} className={LINK}>
      <LocalTime at={at} /> {word}
    </Link>
  )
}
