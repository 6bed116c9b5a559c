import { describe, expect, it } from 'vitest'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import {
  type Measured,
  nextState,
  type RuleSettings,
  type RuleState,
} from '@/lib/model/alerts/next-state'

const START = Date.parse('2026-11-26T12:00:00.000Z')
const at = (second: number) => new Date(START + second * 1_000)

const UNKNOWN: RuleState = {
  state: 'unknown',
  since: at(-60),
  value: '',
  path: null,
  problem: null,
  breachedSince: null,
  clearSince: null,
  memory: null,
}

const found = (isBreached: boolean, more: object = {}): Measured => ({
  kind: 'measured',
  isBreached,
  value: isBreached ? 'bad' : 'good',
  path: '/',
  ...more,
})
const bad = found(true)
const good = found(false)
const over = found(false, { isOver: true })
const unread: Measured = { kind: 'unknown', problem: 'No answer in time.' }

/** The states after each reading, of which one comes every ten seconds. */
function states(
  rule: AlertRuleKind,
  readings: readonly Measured[],
  settings: Partial<RuleSettings> = {},
): string[] {
  let current = UNKNOWN
  return readings.map((measured, index) => {
    const set = { isOn: true, threshold: null, ...settings }
    current = nextState(rule, set, current, measured, at(index * 10))
    return current.state
  })
}

const times = (count: number, measured: Measured) => Array<Measured>(count).fill(measured)

describe('a rule', () => {
  it.each<[string, AlertRuleKind, Measured[], string[], Partial<RuleSettings>?]>([
    ['is ok once it is read', 'queue-unreachable', [good], ['ok']],
    [
      'fires once it held for its threshold',
      'queue-unreachable',
      times(4, bad),
      ['ok', 'ok', 'ok', 'firing'],
    ],
    [
      'fires after the time that was set',
      'queue-unreachable',
      times(2, bad),
      ['ok', 'firing'],
      { threshold: 10 },
    ],
    [
      'does not fire for what passes sooner',
      'queue-unreachable',
      [bad, bad, good, bad, bad, bad],
      ['ok', 'ok', 'ok', 'ok', 'ok', 'ok'],
    ],
    ['fires at once where it need not hold', 'ledger-unbalanced', [bad], ['firing']],
    [
      'is resolved once it has been gone for long enough',
      'ledger-unbalanced',
      [bad, good, good, good],
      ['firing', 'firing', 'firing', 'ok'],
    ],
    [
      'does not flap',
      'ledger-unbalanced',
      [bad, good, bad, good, bad, good, good, good],
      ['firing', 'firing', 'firing', 'firing', 'firing', 'firing', 'firing', 'ok'],
    ],
    ['is over at once where the window says so', 'run-failed', [bad, good], ['firing', 'ok']],
    [
      'goes on through a quiet span after an event',
      'dead-letters',
      [bad, ...times(91, good)],
      ['firing', ...Array<string>(90).fill('firing'), 'ok'],
    ],
    [
      'is over at once where nothing is left',
      'dead-letters',
      [bad, good, over],
      ['firing', 'firing', 'ok'],
    ],
    ['is unknown while it cannot be read', 'fold-behind', [good, unread], ['ok', 'unknown']],
    [
      'goes on firing while it cannot be read',
      'ledger-unbalanced',
      [bad, unread, unread, unread, good],
      ['firing', 'firing', 'firing', 'firing', 'firing'],
    ],
    [
      'is not resolved by what could not be read',
      'ledger-unbalanced',
      [bad, good, unread, good, good, good],
      ['firing', 'firing', 'firing', 'firing', 'firing', 'ok'],
    ],
    ['is unknown while it is off', 'ledger-unbalanced', [bad], ['unknown'], { isOn: false }],
  ])('%s: %s', (_name, rule, readings, expected, settings) => {
    expect(states(rule, readings, settings)).toEqual(expected)
  })

  it('says since when, what was found, and what could not be read', () => {
    const settings = { isOn: true, threshold: null }
    const fires = nextState('ledger-unbalanced', settings, UNKNOWN, bad, at(0))
    expect(fires).toMatchObject({ state: 'firing', since: at(0), value: 'bad', problem: null })
    const later = nextState('ledger-unbalanced', settings, fires, unread, at(10))
    expect(later).toMatchObject({ state: 'firing', since: at(0), value: 'bad' })
    expect(later.problem).toBe('No answer in time.')
    const quiet = nextState('ledger-unbalanced', settings, later, good, at(20))
    expect(quiet).toMatchObject({ state: 'firing', value: 'bad', clearSince: at(20) })
    const ended = nextState('ledger-unbalanced', settings, quiet, good, at(40))
    expect(ended).toMatchObject({ state: 'ok', since: at(40), value: 'good', clearSince: null })
  })

  it('that is turned off while it fires is resolved, and says why', () => {
    const on = { isOn: true, threshold: null }
    const off = { isOn: false, threshold: null }
    const fires = nextState('ledger-unbalanced', on, UNKNOWN, bad, at(0))
    const ended = nextState('ledger-unbalanced', off, fires, bad, at(10))
    expect(ended).toMatchObject({ state: 'ok', value: 'The rule was turned off.' })
    expect(nextState('ledger-unbalanced', off, ended, bad, at(20)).state).toBe('unknown')
  })

  it('remembers what it compares with, whether it could be read or not', () => {
    const on = { isOn: true, threshold: null }
    const memory = { count: 3 }
    const counted = nextState('dead-letters', on, UNKNOWN, found(false, { memory }), at(0))
    expect(nextState('dead-letters', on, counted, unread, at(10)).memory).toEqual(memory)
  })
})
