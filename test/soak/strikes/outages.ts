import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import { LOGIN_RULES } from '@/lib/model/alerts/rules/login-rules'
import { PEOPLE_RULES } from '@/lib/model/alerts/rules/people-rules'

export type OutageName =
  | 'a worker is told to end'
  | 'a worker is killed'
  | 'the console is told to end'
  | 'the console is killed'
  | 'Postgres is stopped fast'
  | 'Postgres is stopped immediately'
  | 'Postgres hangs'
  | 'the queue is stopped'
  | 'the queue hangs'

/** What is struck. */
export type Part = 'worker' | 'console' | 'database' | 'queue'

/** One kind of outage: data, for `strike`. */
export type Outage = {
  name: OutageName
  part: Part
  /** How long it lasts at least. It goes on until it is told. */
  seconds: number
  /** The alert rules that have to fire, each of them, and to be resolved afterwards. */
  toldBy: readonly AlertRuleKind[]
  /** Rules that may fire besides, since what they watch is disturbed as well. */
  mayTell: readonly AlertRuleKind[]
}

/** Of an outage that keeps messages from being stored. */
const STANDSTILL: readonly AlertRuleKind[] = ['queue-stalled', 'messages-old', 'fold-behind']
/** Of an outage of the database: heartbeats cannot be entered, either. */
const UNHEARD: readonly AlertRuleKind[] = [...STANDSTILL, 'worker-silent']

/** Every outage of the soak. */
export const OUTAGES: readonly Outage[] = [
  { name: 'a worker is told to end', part: 'worker', seconds: 10, toldBy: [], mayTell: [] },
  {
    name: 'a worker is killed',
    part: 'worker',
    seconds: 20,
    toldBy: ['worker-silent'],
    mayTell: ['run-failed'],
  },
  { name: 'the console is told to end', part: 'console', seconds: 10, toldBy: [], mayTell: [] },
  {
    name: 'the console is killed',
    part: 'console',
    seconds: 20,
    toldBy: ['worker-silent'],
    mayTell: ['run-failed'],
  },
  database('Postgres is stopped fast'),
  database('Postgres is stopped immediately'),
  database('Postgres hangs'),
  queue('the queue is stopped'),
  queue('the queue hangs'),
]

/** What says nothing about an outage: it depends on the messages and on people. */
export const UNRELATED: ReadonlySet<string> = new Set([
  'many-rejected' satisfies AlertRuleKind,
  ...Object.keys(LOGIN_RULES),
  ...Object.keys(PEOPLE_RULES),
])

function database(name: OutageName): Outage {
  return {
    name,
    part: 'database',
    seconds: 20,
    toldBy: ['database-unreachable'],
    mayTell: UNHEARD,
  }
}

function queue(name: OutageName): Outage {
  return { name, part: 'queue', seconds: 20, toldBy: ['queue-unreachable'], mayTell: STANDSTILL }
}
