import { cookies } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { SharedDetail } from '@/components/shared-things/detail/shared-detail'
import { Page } from '@/components/shell/page'
import { ListFailure } from '@/components/table/list-failure'
import { countOverTime } from '@/lib/db/count-over-time'
import { findShared } from '@/lib/db/find-shared'
import { readLinkGraph } from '@/lib/db/read-link-graph'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { PREFERENCE, parseTimeZone } from '@/lib/preferences'
import type { SharedKind } from '@/lib/shared-things'

const LONGEST_TOKEN = 256

type Props = {
  kind: SharedKind
  /** As it stands in the path. */
  segment: string
  /** Reads what else the page shows of it. */
  review?: (token: string) => Promise<ReactNode>
}

/** The page of one device, or IP. Whoever calls this has checked the session. */
export async function SharedThing({ kind, segment, review }: Props) {
  const token = decode(segment)
  if (token === null) notFound()
  const timeZone = parseTimeZone((await cookies()).get(PREFERENCE.timeZone)?.value)
  const found = await read(kind, token, timeZone, review)
  if (!found.ok) {
    return (
      <Page title={kind === 'device' ? 'Device' : 'IP'}>
        <ListFailure
          title={kind === 'device' ? 'The device could not be read.' : 'The IP could not be read.'}
          cause={`${found.cause}. What is stored is safe.`}
          detail={found.detail}
        />
      </Page>
    )
  }
  const { thing, ...rest } = found
  if (thing === null) notFound()
  return (
    <SharedDetail
      kind={kind}
      thing={thing}
      histogram={rest.histogram}
      graph={rest.graph}
      review={rest.said}
    />
  )
}

async function read(kind: SharedKind, token: string, timeZone: string, review: Props['review']) {
  try {
    const filter = kind === 'device' ? { deviceToken: token } : { ipToken: token }
    const thing = await findShared(kind, token)
    const span = thing === null ? {} : { fromMs: Date.parse(thing.firstSeen) }
    const toMs = thing === null ? Date.now() : Date.parse(thing.lastSeen) + 1
    const [histogram, graph, said] = await Promise.all([
      countOverTime({ ...filter, ...span, toMs }, { timeZone, nowMs: Date.now() }),
      readLinkGraph(kind, token),
      review?.(token),
    ])
    return { ok: true as const, thing, histogram, graph, said }
  } catch (error) {
    log.error('shared-thing.read-failed', { kind }, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}

function decode(segment: string): string | null {
  try {
    const token = decodeURIComponent(segment)
    const isPlain = !token.includes('\0') && token.isWellFormed()
    return isPlain && [...token].length <= LONGEST_TOKEN ? token : null
  } catch {
    return null
  }
}
