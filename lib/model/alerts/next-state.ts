import type { AlertState } from '@/lib/model/alerts/alert'
import { type AlertRuleKind, alertRule, thresholdOf } from '@/lib/model/alerts/alert-rules'

/** What an evaluation found of a rule. */
export type Measured =
  /** What could not be read, in words. */
  | { kind: 'unknown'; problem: string }
  | {
      kind: 'measured'
      /** Whether what the rule looks for is so at this moment. */
      isBreached: boolean
      /** Nothing is left to tell: it is resolved at once rather than after a quiet span. */
      isOver?: boolean
      /** In words, without personal data. */
      value: string
      /** The page of the console that shows more. */
      path: string
      /** What the next evaluation compares with. */
      memory?: Memory
    }

/** Plain JSON, a few values. */
export type Memory = Readonly<Record<string, number | string | readonly string[]>>

/** How a rule stands. Times are of the database's clock. */
export type RuleState = {
  state: AlertState
  since: Date
  value: string
  path: string | null
  /** Why it could not be read the last time, in words; null where it was. */
  problem: string | null
  breachedSince: Date | null
  clearSince: Date | null
  memory: Memory | null
}

/** What people set of a rule. */
export type RuleSettings = { isOn: boolean; threshold: number | null }

/**
 * How a rule stands after one more evaluation. It fires once what it looks for has held for long
 * enough, and is resolved once that has been gone for long enough: so it does not flap. What cannot be
 * read is not ok: a rule that fires goes on, and any other is unknown.
 */
export function nextState(
  rule: AlertRuleKind,
  { isOn, threshold }: RuleSettings,
  known: RuleState,
  measured: Measured,
  now: Date,
): RuleState {
  if (!isOn) return turnedOff(known, now)
  if (measured.kind === 'unknown') return unread(known, measured.problem, now)
  const { value, path, isBreached, isOver = false } = measured
  const memory = measured.memory ?? known.memory
  const found = { ...known, value, path, memory, problem: null }
  const { forSeconds, clearSeconds } = alertRule(rule)
  const isFiring = known.state === 'firing'
  if (isBreached) {
    const breachedSince = known.breachedSince ?? now
    const heldSeconds = forSeconds === 'threshold' ? thresholdOf(rule, threshold) : forSeconds
    const fires = isFiring || secondsFrom(breachedSince, now) >= heldSeconds
    return enter({ ...found, breachedSince, clearSince: null }, fires ? 'firing' : 'ok', now)
  }
  const clearSince = isFiring ? (known.clearSince ?? now) : null
  const goesOn = clearSince !== null && !isOver && secondsFrom(clearSince, now) < clearSeconds
  if (!goesOn) {
    return enter({ ...found, breachedSince: null, clearSince: null }, 'ok', now)
  }
  // What made it fire stays said until it is over.
  return { ...found, value: known.value, path: known.path, breachedSince: null, clearSince }
}

function turnedOff(known: RuleState, now: Date): RuleState {
  const blank = { problem: null, breachedSince: null, clearSince: null, memory: null, path: null }
  const value = known.state === 'firing' ? 'The rule was turned off.' : ''
  // Resolved rather than unknown, so that whoever was told that it fires is told that it is over.
  return enter({ ...known, ...blank, value }, known.state === 'firing' ? 'ok' : 'unknown', now)
}

function unread(known: RuleState, problem: string, now: Date): RuleState {
  if (known.state === 'firing') return { ...known, problem, clearSince: null }
  return enter({ ...known, problem, clearSince: null }, 'unknown', now)
}

function enter(current: RuleState, state: AlertState, now: Date): RuleState {
  return state === current.state ? current : { ...current, state, since: now }
}

function secondsFrom(since: Date, now: Date): number {
  return (now.getTime() - since.getTime()) / 1_000
}
