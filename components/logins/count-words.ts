import type { LoginCount } from '@/lib/db/logins/count-logins'
import { formatCount, formatNumber } from '@/lib/format/format'

/** `1,284 logins`, `10,000+ logins`. */
export function countWords({ count, isExact }: LoginCount): string {
  return isExact ? formatCount(count, 'login') : `${formatNumber(count)}+ logins`
}
