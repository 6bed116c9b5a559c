import { LocalTime } from '@/components/table/local-time'
import type { FoundUser } from '@/lib/db/users/find-user'
import { formatNumber } from '@/lib/format/format'

type Props = {
  user: Pick<FoundUser, 'searched'>
  /** How many are listed, of how many. */
  listed?: number
  of?: number
}

/** Says what a table leaves out, and how far back it looks; nothing where it has all. */
export function LookedAt({ user: { searched }, listed = 0, of = listed }: Props) {
  const isCut = listed < of
  if (!isCut && searched === null) return null
  return (
    <p className="shrink-0 border-line border-t px-4 py-2 text-muted">
      {isCut ? `The ${formatNumber(listed)} most frequent are listed. ` : null}
      {searched === null ? null : (
        <>
          Of the newest {formatNumber(searched.logins)} logins, back to{' '}
          <LocalTime at={searched.since} />.
        </>
      )}
    </p>
  )
}
