import { foldLagWords } from '@/lib/alerts/fold-lag-words'
import { type Read, whenRead } from '@/lib/alerts/when-read'
import { formatCount, formatNumber } from '@/lib/format/format'
import {
  isSpike,
  LOGIN_SPIKE,
  type LoginsPerQuarter,
  usualLogins,
} from '@/lib/model/alerts/login-spike'
import type { Measured } from '@/lib/model/alerts/next-state'

/**
 * Whether more logins were sent lately than is usual at this time of day. It is not known while the
 * counts are behind by a quarter of an hour, nor until there are enough days to compare with.
 * @param times of the usual number, what a spike exceeds.
 */
export function measureLoginSpike(
  logins: Read<LoginsPerQuarter>,
  foldLagSeconds: Read<number | null>,
  times: number,
): Measured {
  return whenRead(foldLagSeconds, (lag) =>
    whenRead(logins, ({ count, sameHours }) => {
      if (lag !== null && lag > LOGIN_SPIKE.seconds) {
        return { kind: 'unknown', problem: `The counts are behind by ${foldLagWords(lag)}.` }
      }
      const usual = usualLogins(sameHours)
      if (usual === null) return { kind: 'unknown', problem: tooFew(sameHours.length) }
      return {
        isBreached: isSpike(count, usual, times),
        value: `${formatCount(count, 'login')} in the last 15 minutes; usual at this time: ${formatNumber(Math.round(usual))}.`,
        path: '/logins?range=15m',
      }
    }),
  )
}

function tooFew(days: number): string {
  const known =
    days === 0 ? 'No earlier day has logins' : `${formatCount(days, 'earlier day')} known`
  return `${known}; ${LOGIN_SPIKE.minDays} are needed to tell what is usual.`
}
