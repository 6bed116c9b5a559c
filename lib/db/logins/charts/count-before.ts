import type { Reader } from '@/lib/db/client'
import { countOverTime, type LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { BarOptions } from '@/lib/db/logins/charts/plan-bars'
import type { LoginFilter } from '@/lib/model/query/logins-query'

/**
 * Counts a filter's logins of the span of time before its own, which is as long, by the same unit.
 * @returns null where the time has no start: nothing is before it.
 */
export async function countBefore(
  filter: LoginFilter,
  options: BarOptions & Pick<LoginHistogram, 'unit'>,
  db: Reader,
): Promise<LoginHistogram | null> {
  const { fromMs, toMs = options.nowMs } = filter
  if (fromMs === undefined || toMs <= fromMs) return null
  const before = { ...filter, fromMs: fromMs - (toMs - fromMs), toMs: fromMs }
  return countOverTime(before, options, db)
}
