import Link from 'next/link'
import { loginsHref } from '@/components/logins/logins-href'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { CELL_LINK, LoginsTd, SeenTds, ValueTd } from '@/components/shared-values/value-cells'
import { NumberTh } from '@/components/table/number-cells'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import type { FoundShared } from '@/lib/db/shared/find-shared'
import { formatNumber } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { ReviewState } from '@/lib/model/shared/reviews'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { OTHER_KIND } from '@/lib/model/shared/shared-values'
import { userHref } from '@/lib/model/user-path'

type Props = {
  kind: SharedKind
  of: 'user' | 'other'
  thing: FoundShared
  /** What holds of those of them that were reviewed. */
  reviews: ReadonlyMap<string, ReviewState>
}

/** The users of a device or IP, or the IPs or devices it was met with, the most frequent first. */
export function RelatedTable({ kind, of, thing, reviews }: Props) {
  const words = SHARED_WORDS[kind]
  const list = of === 'user' ? thing.userList : thing.otherList
  const all = of === 'user' ? thing.users : thing.others
  const otherKind = OTHER_KIND[kind]
  const name = of === 'user' ? 'User' : otherKind === 'ip' ? 'IP' : 'Device'
  return (
    <>
      <ScrollPane aria-label={of === 'user' ? 'Users' : words.other} className="flex-1">
        <Table>
          <TableHead>
            <Th className="w-[34%]">{name}</Th>
            <NumberTh numbers={list.map(({ logins }) => formatNumber(logins))}>Logins</NumberTh>
            <Th className="w-[18%] pl-8">First seen</Th>
            <Th className="w-[18%]">Last seen</Th>
            <Th className="w-[14%]">Review</Th>
          </TableHead>
          <tbody>
            {list.map((row, at) => (
              <RelatedRow
                key={of === 'other' && row.value === HIDDEN_ORIGINAL ? at : row.value}
                kind={kind}
                of={of}
                thing={thing}
                row={row}
                mark={reviews.get(row.value)?.mark ?? null}
              />
            ))}
          </tbody>
        </Table>
      </ScrollPane>
      {list.length < all || thing.searched !== null ? (
        <p className="shrink-0 border-line border-t px-4 py-2 text-muted">
          {list.length < all ? `The ${formatNumber(list.length)} most frequent are listed. ` : null}
          {thing.searched === null
            ? null
            : `Logins are counted among the newest ${formatNumber(thing.searched)}.`}
        </p>
      ) : null}
    </>
  )
}

type RowProps = Pick<Props, 'kind' | 'of' | 'thing'> & {
  row: FoundShared['userList'][number]
  mark: ReviewState['mark']
}

function RelatedRow({ kind, of, thing, row, mark }: RowProps) {
  const { value, logins, firstSeen, lastSeen } = row
  const words = SHARED_WORDS[kind]
  const otherKind = OTHER_KIND[kind]
  const isHidden = of === 'other' && value === HIDDEN_ORIGINAL
  const param = of === 'user' ? 'user_id' : SHARED_WORDS[otherKind].field
  const both = loginsHref({ [words.field]: thing.token, [param]: value })
  return (
    <tr className="h-8 border-line border-b">
      {of === 'user' ? (
        <Td className="font-mono text-sm">
          <Link href={userHref(value)} prefetch={false} className={CELL_LINK}>
            {value}
          </Link>
        </Td>
      ) : (
        <ValueTd kind={otherKind} value={value} />
      )}
      <LoginsTd logins={logins} href={isHidden ? null : both} />
      <SeenTds firstSeen={firstSeen} lastSeen={lastSeen} />
      <Td>
        <ReviewBadge mark={mark} />
      </Td>
    </tr>
  )
}
