import { anyText, instant } from '@/lib/model/query/parts/text-schema'
import {
  boundsOfRange,
  isTimeRange,
  type TimeBounds,
  type TimeRange,
} from '@/lib/model/time/time-range'

/** A range, or an own start and end (ISO 8601 in UTC); `to` is not part of it. All of time where empty. */
export type TimeChoice = {
  range?: TimeRange | undefined
  from?: string | undefined
  to?: string | undefined
}

const time = instant('is not a time')

/** The parts of a URL by which a list is narrowed to a time. */
export const TIME_PARTS = {
  range: {
    schema: anyText()
      .check((text) => isTimeRange(text))
      .to((text) => text as TimeRange),
    label: 'the time range',
  },
  from: { schema: time, label: 'the start of the time' },
  to: { schema: time, label: 'the end of the time' },
} as const

/** The parts of a time that contradict each other, for `defineQuery`. */
export function timeContradictions({ range, from, to }: TimeChoice) {
  const found: { name: 'range' | 'to'; problem: string }[] = []
  if (range !== undefined && (from ?? to) !== undefined) {
    found.push({ name: 'range', problem: 'stands beside a time of its own' })
  }
  if (from !== undefined && to !== undefined && to <= from) {
    found.push({ name: 'to', problem: 'is not after the start' })
  }
  return found
}

/** The span that is chosen, at a moment and by the calendar of a zone. */
export function boundsOf(
  { range, from, to }: TimeChoice,
  { nowMs, timeZone }: { nowMs: number; timeZone: string },
): TimeBounds {
  const own = from !== undefined || to !== undefined
  if (range !== undefined && !own) return boundsOfRange(range, nowMs, timeZone)
  return {
    ...(from === undefined ? {} : { fromMs: Date.parse(from) }),
    ...(to === undefined ? {} : { toMs: Date.parse(to) }),
  }
}

/** The choice of a span, with the range that it replaces taken off. */
export function choiceOf({ fromMs, toMs }: TimeBounds): TimeChoice {
  return { range: undefined, from: isoOf(fromMs), to: isoOf(toMs) }
}

function isoOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString()
}
