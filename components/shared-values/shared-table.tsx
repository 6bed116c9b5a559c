import type { MouseEvent } from 'react'
import { loginsHref } from '@/components/logins/logins-href'
import { SelectBox } from '@/components/logins/table/select-box'
import { howMany, type Selection } from '@/components/logins/table/selection'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { ReviewCell } from '@/components/reviews/review-cell'
import { CountLink } from '@/components/shared-values/count-link'
import { listedHref } from '@/components/shared-values/shared-href'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { SortHead } from '@/components/shared-values/sort-head'
import { ThingLink } from '@/components/shared-values/thing-link'
import { LinkRow } from '@/components/table/link-row'
import { LocalTime } from '@/components/table/local-time'
import { NumberTd } from '@/components/table/number-cells'
import { Table, TableHead, Td, Th } from '@/components/table/table'
import { formatNumber } from '@/lib/format/format'
import type { SharedQuery } from '@/lib/model/query/shared-query'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import {
  MAX_RECENT_USERS,
  type SharedKind,
  type SharedRow,
  type SharedSort,
} from '@/lib/model/shared/shared-values'
import { shortToken } from '@/lib/model/token'

/** Which rows are selected, and how that changes. */
type Selecting = {
  ids: readonly string[]
  selection: Selection
  toggle: (id: string, withRange: boolean) => void
  toggleAll: () => void
}

type Props = {
  kind: SharedKind
  rows: SharedRow[]
  query: SharedQuery
  onOpen: (token: string) => void
  /** Null where nothing can be selected. */
  selecting?: Selecting | null
}

/** One page of shared devices or IPs. */
export function SharedTable({ kind, rows, query, onOpen, selecting = null }: Props) {
  const words = SHARED_WORDS[kind]
  const head = (sort: SharedSort, name: string, className?: string) => (
    <SortHead kind={kind} query={query} sort={sort} name={name} className={className} />
  )
  const hasTime = (query.active ?? query.since) !== undefined
  return (
    <Table className="min-w-260">
      <TableHead>
        <Th className="w-[19%]">
          {selecting === null ? null : <SelectPage {...selecting} />}
          {SHARED_WORDS[kind].heading}
        </Th>
        {head('users', 'Users', 'w-24 text-right')}
        {hasTime ? (
          <Th
            className="w-32 text-right"
            title="Distinct users since the UTC day on which the time begins"
          >
            {query.active === undefined ? 'Users since' : `Users, ${daysOf(query.active)}`}
          </Th>
        ) : null}
        {head('logins', 'Logins', 'w-28 text-right')}
        {head('others', words.other, 'w-28 text-right')}
        {head('firstSeen', 'First seen', 'w-42 pl-8')}
        {head('lastSeen', 'Last seen', 'w-38')}
        <Th>Review</Th>
      </TableHead>
      <tbody>
        {rows.map((row, at) => (
          <LinkRow
            // What is hidden goes by one word: its place tells it apart.
            key={isHidden(row) ? at : row.token}
            href={listedHref(kind, row.token, query)}
            id={row.token}
            onClick={isHidden(row) ? undefined : () => onOpen(row.token)}
            className={selecting?.selection[row.token] ? 'bg-selected' : undefined}
          >
            <Cells kind={kind} row={row} query={query} hasTime={hasTime} selecting={selecting} />
          </LinkRow>
        ))}
      </tbody>
    </Table>
  )
}

type CellsProps = {
  kind: SharedKind
  row: SharedRow
  query: SharedQuery
  hasTime: boolean
  selecting: Selecting | null
}

function Cells({ kind, row, query, hasTime, selecting }: CellsProps) {
  const toUsers = listedHref(kind, row.token, query, 'users')
  const toLogins = loginsHref({ [SHARED_WORDS[kind].field]: row.token })
  return (
    <>
      <Td>
        {isHidden(row) ? (
          <HiddenValue />
        ) : (
          <>
            {selecting === null ? null : <SelectRow {...selecting} token={row.token} />}
            <ThingLink token={row.token} href={listedHref(kind, row.token, query)} />
          </>
        )}
      </Td>
      <NumberTd className="font-medium">
        <CountLink isHidden={isHidden(row)} href={toUsers}>
          {formatNumber(row.users)}
        </CountLink>
      </NumberTd>
      {hasTime ? (
        <NumberTd className="font-medium">
          <CountLink isHidden={isHidden(row)} href={toUsers}>
            {recentWords(row.recentUsers)}
          </CountLink>
        </NumberTd>
      ) : null}
      <NumberTd>
        <CountLink isHidden={isHidden(row)} href={toLogins}>
          {formatNumber(row.logins)}
        </CountLink>
      </NumberTd>
      <NumberTd>
        <CountLink isHidden={isHidden(row)} href={listedHref(kind, row.token, query, 'others')}>
          {formatNumber(row.others)}
        </CountLink>
      </NumberTd>
      <Td className="pl-8">
        <LocalTime at={row.firstSeen} className="text-muted" />
      </Td>
      <Td>
        <LocalTime at={row.lastSeen} className="text-muted" />
      </Td>
      <Td>
        <ReviewCell mark={row.mark} assignee={row.assignee} />
      </Td>
    </>
  )
}

function SelectPage({ selection, ids, toggleAll }: Selecting) {
  const count = howMany(selection, ids)
  return (
    <span className="mr-3">
      <SelectBox
        label="Select all rows of this page"
        checked={count === 'some' ? 'some' : count === 'all'}
        onClick={toggleAll}
      />
    </span>
  )
}

function SelectRow({ selection, toggle, token }: Selecting & { token: string }) {
  return (
    <span className="mr-3">
      <SelectBox
        label={`Select ${shortToken(token)}`}
        checked={selection[token] === true}
        tabbable={false}
        onClick={(event: MouseEvent) => toggle(token, event.shiftKey)}
      />
    </span>
  )
}

function daysOf(days: number): string {
  return days === 1 ? '1 day' : `${days} days`
}

function recentWords(users: number | null): string {
  if (users === null) return '–'
  return users > MAX_RECENT_USERS ? `${formatNumber(MAX_RECENT_USERS)}+` : formatNumber(users)
}

function isHidden({ token }: SharedRow): boolean {
  return token === HIDDEN_ORIGINAL
}
