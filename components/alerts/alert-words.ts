import type { Tone } from '@/components/ui/badge'
import type {
  AlertChannelKind,
  AlertDeliveryState,
  AlertEventKind,
  AlertSeverity,
} from '@/lib/model/alerts/alert'
import {
  type AlertRuleKind,
  alertRule,
  isAlertRule,
  thresholdOf,
} from '@/lib/model/alerts/alert-rules'
import type { AlertRuleView } from '@/lib/model/alerts/views'

type Look = { word: string; tone: Tone }

const SEVERITIES: Record<AlertSeverity, Tone> = {
  critical: 'danger',
  warning: 'warn',
  info: 'info',
}

/** How a rule stands, in a word; muted or not. */
export function ruleLook({ rule, isOn, state }: AlertRuleView): Look {
  if (!isOn) return { word: 'off', tone: 'neutral' }
  if (state === 'firing') return { word: 'firing', tone: SEVERITIES[alertRule(rule).severity] }
  return state === 'ok' ? { word: 'ok', tone: 'ok' } : { word: 'unknown', tone: 'warn' }
}

/** The rules as they are read: what fires first, then what is not known. */
export function byState(rules: readonly AlertRuleView[]): AlertRuleView[] {
  const rank = ({ isOn, state }: AlertRuleView) => {
    if (!isOn) return 3
    return state === 'firing' ? 0 : state === 'unknown' ? 1 : 2
  }
  return rules.toSorted((one, other) => rank(one) - rank(other))
}

/** `30 s`; empty where there is nothing to set. */
export function thresholdWords(rule: AlertRuleKind, threshold: number | null): string {
  const unit = alertRule(rule).threshold?.unit
  return unit === undefined ? '' : `${thresholdOf(rule, threshold)} ${unit}`
}

export const CHANNEL_KIND_WORDS: Record<AlertChannelKind, string> = {
  webhook: 'Webhook',
  slack: 'Slack',
  email: 'E-mail',
}

export const DELIVERY_LOOKS: Record<AlertDeliveryState, Look> = {
  waiting: { word: 'waiting', tone: 'info' },
  delivered: { word: 'delivered', tone: 'ok' },
  abandoned: { word: 'given up', tone: 'danger' },
}

export const EVENT_LOOKS: Record<AlertEventKind, Look> = {
  firing: { word: 'firing', tone: 'danger' },
  resolved: { word: 'resolved', tone: 'ok' },
  changed: { word: 'changed', tone: 'neutral' },
}

/** What an event or a message is about, by name. */
export function subjectWords(rule: string): string {
  if (isAlertRule(rule)) return alertRule(rule).title
  return rule === 'test' ? 'Test' : rule === 'channels' ? 'Channels' : rule
}
