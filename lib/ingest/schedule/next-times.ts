import { Cron } from 'croner'

type Expression = { cron: string; timeZone: string }

type ReadExpression =
  | { kind: 'read'; nextTimes: Date[] }
  /** In words. */
  | { kind: 'wrong'; problem: string }

const FIELDS = /^\S+(?: +\S+){4}$/

/**
 * When a cron expression of five fields comes next, in a named time zone. Where clocks are put
 * forward, a time that is left out comes at the first moment after; where they are put back, a time
 * that comes twice comes once.
 * @param count how many times; fewer where it comes no more often.
 */
export function nextTimes({ cron, timeZone }: Expression, after: Date, count: number): Date[] {
  return new Cron(cron, { timezone: timeZone, mode: '5-part' }).nextRuns(count, after)
}

/** Reads what somebody typed. */
export function readExpression(
  { cron, timeZone }: Expression,
  after: Date,
  count: number,
): ReadExpression {
  if (!isTimeZone(timeZone)) {
    return { kind: 'wrong', problem: 'There is no such time zone. An example: Europe/Berlin.' }
  }
  if (!FIELDS.test(cron)) {
    return {
      kind: 'wrong',
      problem: 'An expression has five parts: minute, hour, day, month and weekday.',
    }
  }
  try {
    const times = nextTimes({ cron, timeZone }, after, count)
    if (times.length > 0) return { kind: 'read', nextTimes: times }
    return { kind: 'wrong', problem: 'That never comes.' }
  } catch {
    return {
      kind: 'wrong',
      problem: 'That is no cron expression. An example: 0 2 * * * is every night at two.',
    }
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
