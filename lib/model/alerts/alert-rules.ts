import { LOGIN_RULES } from '@/lib/model/alerts/rules/login-rules'
import { PEOPLE_RULES } from '@/lib/model/alerts/rules/people-rules'
import { PIPELINE_RULES } from '@/lib/model/alerts/rules/pipeline-rules'
import type { AlertRuleDefinition } from '@/lib/model/alerts/rules/rule-definition'

/**
 * Every rule, said once, by the kind that messages name it by. A new one is an entry in `rules/` and one
 * in lib/alerts/measure.ts, and has a section in docs/operations.md.
 */
export const ALERT_RULES = { ...PIPELINE_RULES, ...LOGIN_RULES, ...PEOPLE_RULES }

export type AlertRuleKind = keyof typeof ALERT_RULES

export const ALERT_RULE_KINDS = Object.keys(ALERT_RULES) as [AlertRuleKind, ...AlertRuleKind[]]

/** The definition of a rule, with the same type for each. */
export function alertRule(rule: AlertRuleKind): AlertRuleDefinition {
  return ALERT_RULES[rule]
}

export function isAlertRule(text: string): text is AlertRuleKind {
  return Object.hasOwn(ALERT_RULES, text)
}

/** The threshold that holds: what was set, or the default; 0 where the rule has none. */
export function thresholdOf(rule: AlertRuleKind, set: number | null): number {
  return set ?? alertRule(rule).threshold?.default ?? 0
}
