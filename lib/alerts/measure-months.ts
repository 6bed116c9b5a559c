import { type Read, whenRead } from '@/lib/alerts/when-read'
import { formatCount, formatDuration } from '@/lib/format/format'
import type { Measured } from '@/lib/model/alerts/next-state'
import type { LoginMonths } from '@/lib/model/retention/login-months'

/** What of the months is looked at. */
export type MonthFigures = Pick<LoginMonths, 'monthsAhead' | 'failingSeconds'>

/**
 * Whether the months of the logins are made ahead, as long before they are needed as that may take.
 * @param minutes for how long it may fail while there is a next month.
 */
export function measureMonths(months: Read<MonthFigures>, minutes: number): Measured {
  return whenRead(months, ({ monthsAhead, failingSeconds }) => {
    const left = `${formatCount(Math.max(0, monthsAhead), 'month')} made ahead.`
    const isFailing = failingSeconds !== null && failingSeconds >= minutes * 60
    return {
      isBreached: isFailing || monthsAhead < 1,
      value:
        failingSeconds === null
          ? left
          : `Making months has failed for ${formatDuration(failingSeconds)}; ${left}`,
      path: '/settings/retention',
    }
  })
}
