import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'

/** The time that a filter asks for; Unix milliseconds. */
export type Span = { fromMs?: number | undefined; toMs?: number | undefined }
export type TimeBucket = { fromMs: number; toMs: number; logins: number }

/** The bars of a chart, as the server cut them in the zone that it names: no clock of the browser is asked. */
export function bucketsOf({ bars, endMs }: Pick<LoginHistogram, 'bars' | 'endMs'>): TimeBucket[] {
  return bars.map(({ atMs, logins }, at) => {
    return { fromMs: atMs, toMs: bars[at + 1]?.atMs ?? endMs, logins }
  })
}

/** From when to when the logins are that some bars count: no more of their time than the span has. */
export function timeOf(
  [first, last]: [first: TimeBucket, last: TimeBucket],
  { fromMs, toMs }: Span,
): [fromMs: number, toMs: number] {
  return [Math.max(first.fromMs, fromMs ?? first.fromMs), Math.min(last.toMs, toMs ?? last.toMs)]
}
