import { LocalTime } from '@/components/table/local-time'
import type { LoginPage } from '@/lib/db/logins/search-logins'

/** How far a list was searched that stopped for want of matches. */
export function SearchedTo({ at }: { at: LoginPage['searchedTo'] }) {
  if (at === null) return null
  return (
    <>
      {' '}
      · searched back to <LocalTime at={at} /> so far
    </>
  )
}
