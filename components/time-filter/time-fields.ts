import { boundsOf, type TimeChoice } from '@/lib/model/query/parts/time-parts'
import { wallClockAt } from '@/lib/model/time/wall-clock'

/** What the fields for a start and an end hold: days as `2026-11-17`, times as `14:00`. */
export type TimeFields = { fromDay: string; fromTime: string; toDay: string; toTime: string }

/** The fields of a choice, in a zone. */
export function fieldsOf(
  choice: TimeChoice,
  context: { nowMs: number; timeZone: string },
): TimeFields {
  const { fromMs, toMs } = boundsOf(choice, context)
  const [from, to] = [fieldOf(fromMs, context.timeZone), fieldOf(toMs, context.timeZone)]
  return { fromDay: from.day, fromTime: from.time, toDay: to.day, toTime: to.time }
}

/** What the fields say, as one writes it into the field for a time. */
export function expressionOf({ fromDay, fromTime, toDay, toTime }: TimeFields): string {
  const from = `${fromDay} ${fromTime.trim()}`.trim()
  const to = `${toDay} ${toTime.trim()}`.trim()
  if (fromDay === '') return toDay === '' ? '' : `until ${to}`
  return toDay === '' ? `since ${from}` : `${from} - ${to}`
}

function fieldOf(ms: number | undefined, timeZone: string): { day: string; time: string } {
  if (ms === undefined) return { day: '', time: '' }
  const { day, timeOfDayMs } = wallClockAt(ms, timeZone)
  const date = new Date(Date.UTC(day.year, day.month - 1, day.day))
  const time = new Date(timeOfDayMs).toISOString().slice(11, 19)
  return {
    day: date.toISOString().slice(0, 10),
    time: time.endsWith(':00') ? time.slice(0, 5) : time,
  }
}
