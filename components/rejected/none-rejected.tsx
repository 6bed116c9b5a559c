import { CircleCheck, SearchX } from 'lucide-react'
import Link from 'next/link'
import { LocalTime } from '@/components/table/local-time'
import { WaitingMessages } from '@/components/table/waiting-messages'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { formatNumber } from '@/lib/format/format'
import {
  isRejectedFiltered,
  type RejectedQuery,
  rejectedHref,
} from '@/lib/model/query/rejected-query'
import { MAX_LOOKED_AT } from '@/lib/model/rejected/rejected-groups'

type Props = { query: RejectedQuery; isFirst: boolean }

/** In the place of rejected messages where there are none. */
export function NoneRejected({ query, isFirst }: Props) {
  if (!isFirst) {
    return (
      <None title="Nothing on this page." href={rejectedHref(query)} way="Go to the first page" />
    )
  }
  if (!isRejectedFiltered(query)) {
    return (
      <EmptyState
        className="flex-1"
        icon={CircleCheck}
        title="Nothing rejected."
        actions={
          <Button asChild>
            <Link href="/">Go to the overview</Link>
          </Button>
        }
      >
        A message that is not JSON, lacks a field or has an invalid IP is listed here with its
        reasons. <WaitingMessages />
      </EmptyState>
    )
  }
  const { by, run } = query
  const all = rejectedHref({}, { by })
  const isRunAlone = run !== undefined && rejectedHref(query, { run: undefined, by }) === all
  if (isRunAlone) {
    return (
      <None isGood title={`Run ${run} rejected nothing.`} href={all} way="Show those of all runs" />
    )
  }
  return <None title="No rejected messages match these filters." href={all} way="Clear filters" />
}

type SoFarProps = { searchedTo: string; href: string }

/** The same where they were looked for only so far back. */
export function NoneSoFar({ searchedTo, href }: SoFarProps) {
  return (
    <EmptyState
      className="flex-1"
      icon={SearchX}
      title="None found so far."
      actions={
        <Button asChild>
          <Link href={href}>Look further back</Link>
        </Button>
      }
    >
      {formatNumber(MAX_LOOKED_AT)} messages were looked at, back to <LocalTime at={searchedTo} />.
    </EmptyState>
  )
}

type NoneProps = { title: string; href: string; way: string; isGood?: boolean }

function None({ title, href, way, isGood = false }: NoneProps) {
  return (
    <EmptyState
      className="flex-1"
      icon={isGood ? CircleCheck : SearchX}
      title={title}
      actions={
        <Button asChild>
          <Link href={href}>{way}</Link>
        </Button>
      }
    />
  )
}
