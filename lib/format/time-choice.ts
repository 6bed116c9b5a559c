import { formatSpan } from '@/lib/format/time-span'
import { boundsOf, type TimeChoice } from '@/lib/model/query/parts/time-parts'
import { rangeName, type TimeBounds } from '@/lib/model/time/time-range'
import { addDays, startOfDay, wallClockAt } from '@/lib/model/time/wall-clock'

type Context = { nowMs: number; timeZone: string }

/** A chosen time as a chip says it: `today`, `last 24 hours`, `Tue, Nov 17`; empty for all of time. */
export function formatChoice(choice: TimeChoice, context: Context): string {
  if (choice.range !== undefined) return rangeName(choice.range)
  return formatSpan(boundsOf(choice, context), context)
}

/**
 * A chosen time spelt out, with its zone: `Tue, Nov 17, 00:00 – 24:00 · Europe/Berlin`,
 * `this week: Mon, Nov 23 – Sun, Nov 29 · Europe/Berlin`.
 */
export function explainChoice(choice: TimeChoice, context: Context): string {
  const bounds = boundsOf(choice, context)
  const whole = isWholeDay(bounds, context.timeZone) ? ', 00:00 – 24:00' : ''
  const range = choice.range === undefined ? '' : `${rangeName(choice.range)}: `
  return `${range}${formatSpan(bounds, context)}${whole} · ${context.timeZone}`
}

function isWholeDay({ fromMs, toMs }: TimeBounds, timeZone: string): boolean {
  if (fromMs === undefined || toMs === undefined) return false
  const { day } = wallClockAt(fromMs, timeZone)
  return startOfDay(day, timeZone) === fromMs && startOfDay(addDays(day, 1), timeZone) === toMs
}
