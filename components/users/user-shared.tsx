import { Users } from 'lucide-react'
import { loginsHref } from '@/components/logins/logins-href'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { LoginsTd, SeenTds, ValueTd } from '@/components/shared-values/value-cells'
import { NumberTd, NumberTh } from '@/components/table/number-cells'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { LookedAt } from '@/components/users/looked-at'
import type { FoundUser, UserShared as Shared } from '@/lib/db/users/find-user'
import { formatNumber } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { SharedKind } from '@/lib/model/shared/shared-values'

type Props = { kind: SharedKind; user: FoundUser }

/** The devices or IPs of a user, and how many others have each. */
export function UserShared({ kind, user }: Props) {
  const list = user[kind]
  const words = SHARED_WORDS[kind]
  return (
    <>
      <ScrollPane aria-label={words.title} className="flex-1">
        <Table className="min-w-180">
          <TableHead>
            <Th className="w-[24%]">{SHARED_WORDS[kind].heading}</Th>
            <NumberTh numbers={list.map(({ logins }) => formatNumber(logins))}>Logins</NumberTh>
            <Th className="w-30 text-right">Other users</Th>
            <Th className="w-[19%] pl-8">First seen</Th>
            <Th className="w-[19%]">Last seen</Th>
            <Th className="w-30">Review</Th>
          </TableHead>
          <tbody>
            {list.map((shared, at) => (
              <Row
                // What is hidden goes by one word: its place tells it apart.
                key={shared.value === HIDDEN_ORIGINAL ? at : shared.value}
                kind={kind}
                user={user.id}
                shared={shared}
              />
            ))}
          </tbody>
        </Table>
      </ScrollPane>
      <LookedAt user={user} listed={list.length} of={user.counts[kind].count} />
    </>
  )
}

function Row({ kind, user, shared }: { kind: SharedKind; user: string; shared: Shared }) {
  const { value, logins, others, firstSeen, lastSeen, mark } = shared
  const isHidden = value === HIDDEN_ORIGINAL
  return (
    <tr className="h-8 border-line border-b">
      <ValueTd kind={kind} value={value} />
      <LoginsTd
        logins={logins}
        href={isHidden ? null : loginsHref({ user_id: user, [SHARED_WORDS[kind].field]: value })}
      />
      <NumberTd>
        {others === 0 ? (
          <span className="text-muted">none</span>
        ) : (
          <span className="inline-flex items-center gap-1.5">
            <Users aria-hidden className="size-3.5 text-muted" />
            {formatNumber(others)}
          </span>
        )}
      </NumberTd>
      <SeenTds firstSeen={firstSeen} lastSeen={lastSeen} />
      <Td>{isHidden ? null : <ReviewBadge mark={mark} />}</Td>
    </tr>
  )
}
