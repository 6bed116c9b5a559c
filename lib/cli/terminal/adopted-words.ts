import type { AdoptedOriginals } from '@/lib/db/adopted/count-adopted'
import { formatNumber } from '@/lib/format/format'
import { MASKED_FIELD_NAMES, MASKED_FIELDS } from '@/lib/model/masked-fields'

/** How many originals adopted logins hold, and what to do about them; null where there are none. */
export function adoptedWords(found: AdoptedOriginals): string | null {
  if (isNone(found)) return null
  return (
    `Adopted logins hold values that look like originals: ${columnCounts(found)}.\n` +
    'Pages and exports hide them, but anyone who reads the table sees them. To replace them with tokens ' +
    'and seal\nthe originals: npm run adopt -- --mask'
  )
}

/** `3 in masked_ip, 0 in masked_device_id`. */
export function columnCounts(found: AdoptedOriginals): string {
  return MASKED_FIELD_NAMES.map(
    (field) => `${formatNumber(found[field])} in ${MASKED_FIELDS[field].column}`,
  ).join(', ')
}

export function isNone(found: AdoptedOriginals): boolean {
  return Object.values(found).every((count) => count === 0)
}
