'use client'

import { ArrowRight } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { TextLink } from '@/components/logins/inspector/text-link'
import type { Related } from '@/components/logins/inspector/use-related'
import { UserCount } from '@/components/logins/user-count'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { valueHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { LocalTime } from '@/components/table/local-time'
import { Skeleton } from '@/components/ui/skeleton'
import type { BesideLogin as Beside } from '@/lib/db/logins/find-login'
import { formatCount } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'

const SmallGraph = lazy(async () => ({
  default: (await import('@/components/link-graph/small-graph')).SmallGraph,
}))

type Props = { kind: SharedKind; token: string | null; place: string; related: Related }

/** Who else has the device or IP of a login, since when, and what was said of it; leads to its page. */
export function BesideLogin({ kind, token, place, related }: Props) {
  if (token === null || token === HIDDEN_ORIGINAL) return null
  const { one } = SHARED_WORDS[kind]
  const found = related.state === 'ready' ? (related.answer?.beside[kind] ?? null) : null
  return (
    <section aria-label={`About the ${one}`} className="mt-1 tabular-nums">
      {related.state === 'loading' ? <Skeleton className="my-1 h-3 w-52" /> : null}
      {found === null ? null : <Figures kind={kind} beside={found} />}
      <TextLink href={valueHref(kind, token)}>
        Open {one} <ArrowRight aria-hidden className="inline size-3.5 align-[-2px]" />
      </TextLink>
      {found !== null && found.users > 1 ? (
        <Suspense fallback={<div className="mt-2 h-30" />}>
          <SmallGraph kind={kind} token={token} place={place} />
        </Suspense>
      ) : null}
    </section>
  )
}

function Figures({ kind, beside }: { kind: SharedKind; beside: Beside }) {
  const { users, others, firstSeen, mark } = beside
  return (
    <p>
      <UserCount users={users} withWord /> · {formatCount(others, SHARED_WORDS[kind].otherOne)} ·
      since <LocalTime at={firstSeen} /> ·{' '}
      {mark === null ? 'not reviewed' : <ReviewBadge mark={mark} />}
    </p>
  )
}
