import { LocalTime } from '@/components/table/local-time'

/** How far a list was searched that stopped for want of matches. */
export function SearchedTo({ at }: { at: string | null }) {
  if (at === null) return null
  return (
    <>
      {' '}
      · searched back to <LocalTime at={at} /> so far
    </>
  )
}
