import { database, type Reader } from '@/lib/db/client'
import { ALERT_RULE_KINDS, type AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { Memory, RuleSettings, RuleState } from '@/lib/model/alerts/next-state'
import { DEFAULT_REVEAL_HOURS, type RevealHours } from '@/lib/model/alerts/reveal-hours'
import type { AlertRuleView } from '@/lib/model/alerts/views'

/** A rule: what people set of it, and how it stands. */
export type KnownRule = RuleSettings & {
  rule: AlertRuleKind
  hours: RevealHours
  /** Whether the channels are told nothing of it at this moment. */
  isMuted: boolean
  mutedUntil: Date | null
  mutedBy: string | null
  /** Whether the channels were told that it fires. */
  isTold: boolean
  current: RuleState
}

/** Enters the rules that the database does not know yet. */
export async function enterRules(): Promise<void> {
  await database().$executeRaw`
    INSERT INTO alert_rules (rule)
    SELECT rule FROM unnest(${[...ALERT_RULE_KINDS]}::text[]) AS known(rule)
    WHERE NOT EXISTS (SELECT FROM alert_rules AS entered WHERE entered.rule = known.rule)
    ON CONFLICT (rule) DO NOTHING`
}

/** Every rule there is, in the order of the program's list; one that was never evaluated is unknown. */
export async function readRules(client: Reader = database()): Promise<KnownRule[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT rule, is_on AS "isOn", threshold, hours, muted_until AS "mutedUntil", muted_by AS "mutedBy",
      is_muted AND coalesce(muted_until > now(), true) AS "isMuted", is_told AS "isTold",
      state::text, since, value, path, problem, breached_since AS "breachedSince",
      clear_since AS "clearSince", memory
    FROM alert_rules`
  const byRule = new Map(rows.map((row) => [row.rule, row]))
  return ALERT_RULE_KINDS.map((rule) => knownRule(rule, byRule.get(rule) ?? blank()))
}

/** A rule as pages show it. */
export function ruleView({ current, ...known }: KnownRule): AlertRuleView {
  const { state, since, value, path, problem } = current
  return {
    rule: known.rule,
    isOn: known.isOn,
    threshold: known.threshold,
    hours: known.hours,
    isMuted: known.isMuted,
    mutedUntil: known.isMuted ? (known.mutedUntil?.toISOString() ?? null) : null,
    mutedBy: known.isMuted ? known.mutedBy : null,
    state,
    since: since.toISOString(),
    value,
    path,
    problem,
  }
}

type Row = Omit<RuleState, 'memory'> & {
  rule: string
  isOn: boolean
  threshold: number | null
  hours: RevealHours | null
  isMuted: boolean
  mutedUntil: Date | null
  mutedBy: string | null
  isTold: boolean
  memory: Memory | null
}

function knownRule(rule: AlertRuleKind, row: Omit<Row, 'rule'>): KnownRule {
  const { state, since, value, path, problem, breachedSince, clearSince, memory } = row
  return {
    rule,
    isOn: row.isOn,
    threshold: row.threshold,
    hours: row.hours ?? DEFAULT_REVEAL_HOURS,
    isMuted: row.isMuted,
    mutedUntil: row.mutedUntil,
    mutedBy: row.mutedBy,
    isTold: row.isTold,
    current: { state, since, value, path, problem, breachedSince, clearSince, memory },
  }
}

function blank(): Omit<Row, 'rule'> {
  return {
    isOn: true,
    threshold: null,
    hours: null,
    isMuted: false,
    mutedUntil: null,
    mutedBy: null,
    isTold: false,
    state: 'unknown',
    since: new Date(),
    value: '',
    path: null,
    problem: null,
    breachedSince: null,
    clearSince: null,
    memory: null,
  }
}
