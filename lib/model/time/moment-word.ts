import { wallClockAt } from '@/lib/model/time/wall-clock'

/** A moment as the names of files have it: `2026-11-17t1400`, with its seconds where it has some. */
export function momentWord(ms: number, timeZone: string): string {
  const { day, timeOfDayMs } = wallClockAt(ms, timeZone)
  const time = new Date(timeOfDayMs).toISOString().slice(11, 19).replaceAll(':', '')
  const date = [day.year, day.month, day.day].map((part) => String(part).padStart(2, '0'))
  return `${date.join('-')}t${time.endsWith('00') ? time.slice(0, 4) : time}`
}
