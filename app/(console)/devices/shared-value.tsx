import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { attemptRead } from '@/app/(console)/attempt-read'
import { viewerTimeZone } from '@/app/(console)/viewer-time-zone'
import { SharedDetail } from '@/components/shared-values/detail/shared-detail'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { findShared } from '@/lib/db/shared/find-shared'
import { readLinkGraph } from '@/lib/db/shared/read-link-graph'
import { foldState } from '@/lib/live/fold-state'
import type { SharedKind } from '@/lib/model/shared-values'

const MAX_TOKEN_LENGTH = 256

type Props = {
  kind: SharedKind
  /** As it stands in the path. */
  segment: string
  /** Reads what else the page shows of it. */
  review?: (token: string) => Promise<ReactNode>
}

/** The page of one device, or IP. Whoever calls this has checked the session. */
export async function SharedValue({ kind, segment, review }: Props) {
  const token = decode(segment)
  if (token === null) notFound()
  const timeZone = await viewerTimeZone()
  const loaded = await attemptRead('shared-thing', () => readAll(kind, token, timeZone, review), {
    kind,
  })
  if (loaded.kind === 'failed') {
    return (
      <Page title={kind === 'device' ? 'Device' : 'IP'}>
        <ListFailure
          title={kind === 'device' ? 'The device could not be read.' : 'The IP could not be read.'}
          cause={`${loaded.cause}. What is stored is safe.`}
          detail={loaded.detail}
        />
      </Page>
    )
  }
  const found = loaded.value
  if (found.thing === null) notFound()
  return (
    <SharedDetail
      kind={kind}
      thing={found.thing}
      histogram={found.histogram}
      graph={found.graph}
      folding={found.folding}
      review={found.said}
    />
  )
}

async function readAll(kind: SharedKind, asked: string, timeZone: string, review: Props['review']) {
  const folding = await foldState()
  const thing = await findShared(kind, asked)
  if (thing === null) return { thing }
  const { token, firstSeen, lastSeen } = thing
  const filter = {
    [SHARED_WORDS[kind].field]: token,
    fromMs: Date.parse(firstSeen),
    toMs: Date.parse(lastSeen) + 1,
  }
  const [histogram, graph, said] = await Promise.all([
    countOverTime(filter, { timeZone, nowMs: Date.now() }),
    readLinkGraph(kind, token),
    review?.(token),
  ])
  return { thing, folding, histogram, graph, said }
}

function decode(segment: string): string | null {
  try {
    const token = decodeURIComponent(segment)
    const isPlain = !token.includes('\0') && token.isWellFormed()
    return isPlain && [...token].length <= MAX_TOKEN_LENGTH ? token : null
  } catch {
    return null
  }
}
