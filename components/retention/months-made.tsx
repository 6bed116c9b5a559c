import { LocalTime } from '@/components/table/local-time'
import { formatCapped } from '@/lib/format/format'
import { type LoginMonths, MAX_LATER_LOGINS } from '@/lib/model/retention/login-months'

/** Up to when the logins have a partition for each month, and what is wrong with that. */
export function MonthsMade({ months }: { months: LoginMonths }) {
  const { madeUntil, monthsAhead, laterLogins, failingSince, problem } = months
  // The last moment that has a month, so that the month is named in UTC.
  const last = new Date(Date.parse(madeUntil) - 1).toISOString().slice(0, 7)
  return (
    <p>
      {`Logins are stored by month (UTC). Partitions exist through ${last}.`}
      {monthsAhead < 1 ? <span className="text-danger"> There is none for next month.</span> : null}
      {failingSince === null ? null : (
        <span className="text-danger">
          {' '}
          Creating new ones has failed since <LocalTime at={failingSince} />: {problem}.
        </span>
      )}
      {laterLogins === 0 ? null : (
        <>
          {' '}
          Logins with a later time, usually from a clock that runs ahead:{' '}
          {formatCapped(laterLogins, MAX_LATER_LOGINS)}.
        </>
      )}
    </p>
  )
}
