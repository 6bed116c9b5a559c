import type { AdoptedOriginals } from '@/lib/db/adopted/count-adopted'
import { formatNumber } from '@/lib/format/format'

/** How many originals adopted logins hold, and what to do about them; null where there are none. */
export function adoptedWords({ maskedIp, maskedDeviceId }: AdoptedOriginals): string | null {
  if (maskedIp + maskedDeviceId === 0) return null
  return (
    `Adopted logins hold values that look like originals: ${formatNumber(maskedIp)} in masked_ip, ` +
    `${formatNumber(maskedDeviceId)} in masked_device_id.\n` +
    'Pages and exports hide them; whoever reads the table sees them. Replace them with tokens, and ' +
    'seal the\noriginals, with: npm run adopt -- --mask'
  )
}
