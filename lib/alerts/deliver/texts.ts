import type { AlertMessage } from '@/lib/model/alerts/alert'
import { ALERT_RULES, isAlertRule } from '@/lib/model/alerts/alert-rules'

/** A message as Slack and what is compatible with it takes it. */
export function slackText({ state, severity, summary, url }: AlertMessage): string {
  return `*${WORDS[state]}* (${severity}): ${escaped(summary)}\n${url}`
}

export function mailSubject({ state, severity, rule }: AlertMessage): string {
  const title = isAlertRule(rule) ? ALERT_RULES[rule].title : rule
  return state === 'test' ? 'Veilgate: test' : `Veilgate: ${title}, ${state} (${severity})`
}

export function mailText({ state, severity, summary, since, url }: AlertMessage): string {
  return `${WORDS[state]} (${severity}): ${summary}\n\nSince: ${since}\n${url}\n`
}

const WORDS: Record<AlertMessage['state'], string> = {
  firing: 'Firing',
  resolved: 'Resolved',
  test: 'Test',
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
