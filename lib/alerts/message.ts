import { randomUUID } from 'node:crypto'
import { env } from '@/lib/env'
import type { AlertMessage } from '@/lib/model/alerts/alert'
import { type AlertRuleKind, alertRule } from '@/lib/model/alerts/alert-rules'
import type { RuleState } from '@/lib/model/alerts/next-state'
import { siteAddress } from '@/lib/site-address'

const PAGE = '/settings/alerts'

/** What channels are told when a rule begins to fire, or is over. */
export function alertMessage(
  rule: AlertRuleKind,
  state: 'firing' | 'resolved',
  { since, value, path }: RuleState,
  now: Date,
): AlertMessage {
  const { title, severity } = alertRule(rule)
  return {
    id: randomUUID(),
    rule,
    severity,
    state,
    since: since.toISOString(),
    at: now.toISOString(),
    summary: `${title}${state === 'firing' ? '' : ' is over'}: ${value}`,
    url: addressOf(path ?? PAGE),
  }
}

/** What a channel is told by its test button. */
export function testMessage(now = new Date()): AlertMessage {
  const at = now.toISOString()
  return {
    id: randomUUID(),
    rule: 'test',
    severity: 'info',
    state: 'test',
    since: at,
    at,
    summary: 'This is a test: the channel works.',
    url: addressOf(PAGE),
  }
}

function addressOf(path: string): string {
  return new URL(path, siteAddress(env())).href
}
