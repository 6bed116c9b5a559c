import { ArrowDown, ArrowUp } from 'lucide-react'
import Link from 'next/link'
import { loginsHref } from '@/components/logins/logins-href'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { ReviewBadge } from '@/components/reviews/review-badge'
import { sharedHref, valueHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { LinkRow } from '@/components/table/link-row'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { formatNumber } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind, SharedRow, SharedSort } from '@/lib/model/shared-values'
import { shortToken } from '@/lib/model/token'

type Props = {
  kind: SharedKind
  rows: SharedRow[]
  query: SharedQuery
  onOpen: (token: string) => void
}

/** One page of shared devices or IPs. */
export function SharedTable({ kind, rows, query, onOpen }: Props) {
  const words = SHARED_WORDS[kind]
  const head = (sort: SharedSort, name: string, className?: string) => (
    <SortHead kind={kind} query={query} sort={sort} name={name} className={className} />
  )
  return (
    <Table className="min-w-220">
      <TableHead>
        <Th className="w-[19%]">{kind === 'device' ? 'Device' : 'IP'}</Th>
        {head('users', 'Users', 'w-24 text-right')}
        {head('logins', 'Logins', 'w-28 text-right')}
        {head('others', words.other, 'w-28 text-right')}
        <Th className="w-[17%] pl-8">First seen</Th>
        {head('lastSeen', 'Last seen', 'w-[17%]')}
        <Th className="w-[15%]">Review</Th>
      </TableHead>
      <tbody>
        {rows.map((row, at) => (
          <LinkRow
            // What is hidden goes by one word: its place tells it apart.
            key={isHidden(row) ? at : row.token}
            href={valueHref(kind, row.token)}
            id={row.token}
            onClick={isHidden(row) ? undefined : () => onOpen(row.token)}
          >
            <Td>{isHidden(row) ? <HiddenValue /> : <ThingLink kind={kind} token={row.token} />}</Td>
            <NumberTd className="font-medium">{formatNumber(row.users)}</NumberTd>
            <NumberTd>
              {isHidden(row) ? (
                formatNumber(row.logins)
              ) : (
                <Link
                  href={loginsHref({ [words.field]: row.token })}
                  prefetch={false}
                  onClick={(event) => event.stopPropagation()}
                  className="rounded-sm text-accent underline-offset-4 hover:underline"
                >
                  {formatNumber(row.logins)}
                </Link>
              )}
            </NumberTd>
            <NumberTd>{formatNumber(row.others)}</NumberTd>
            <Td className="pl-8">
              <LocalTime at={row.firstSeen} className="text-muted" />
            </Td>
            <Td>
              <LocalTime at={row.lastSeen} className="text-muted" />
            </Td>
            <Td>
              <ReviewBadge mark={row.mark} />
            </Td>
          </LinkRow>
        ))}
      </tbody>
    </Table>
  )
}

function isHidden({ token }: SharedRow): boolean {
  return token === HIDDEN_ORIGINAL
}

function ThingLink({ kind, token }: { kind: SharedKind; token: string }) {
  return (
    <Link
      href={valueHref(kind, token)}
      prefetch={false}
      title={token}
      translate="no"
      onClick={(event) => event.stopPropagation()}
      className="inline-flex max-w-full items-center gap-2 rounded-sm align-middle font-mono text-sm underline-offset-4 hover:underline"
    >
      <Swatch token={token} />
      <span className="truncate">{shortToken(token)}…</span>
    </Link>
  )
}

type HeadProps = Omit<Props, 'rows' | 'onOpen'> & {
  sort: SharedSort
  name: string
  className?: string | undefined
}

function SortHead({ kind, query, sort, name, className }: HeadProps) {
  const isSorted = query.sort === sort
  const order = isSorted && query.order === 'desc' ? 'asc' : 'desc'
  const Arrow = query.order === 'desc' ? ArrowDown : ArrowUp
  return (
    <Th
      className={className}
      aria-sort={!isSorted ? undefined : query.order === 'desc' ? 'descending' : 'ascending'}
    >
      <Link
        href={sharedHref(kind, query, { sort, order })}
        prefetch={false}
        className={isSorted ? 'inline-flex items-center gap-1 rounded-sm text-ink' : 'rounded-sm'}
      >
        {name}
        {isSorted ? <Arrow className="size-3.5" aria-hidden /> : null}
      </Link>
    </Th>
  )
}
