import type { AlertRuleDefinition } from '@/lib/model/alerts/rules/rule-definition'

/** What is watched of the people who use the console. */
export const PEOPLE_RULES = {
  'wrong-passphrases': {
    title: 'Wrong passphrases',
    means: 'This many wrong vault passphrases were entered within 15 minutes.',
    severity: 'critical',
    threshold: { label: 'As many as', unit: 'times', default: 3, min: 1, max: 100 },
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'veilgatewrongpassphrases',
  },
  'new-admin': {
    title: 'New admin',
    means: 'An account became an admin. It is resolved after an hour without another.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 3_600,
    runbook: 'a-new-admin',
  },
  'reveals-outside-hours': {
    title: 'Reveals outside hours',
    means:
      'Originals were revealed or looked up outside the set hours. It is resolved after 15 quiet minutes.',
    severity: 'warning',
    threshold: null,
    forSeconds: 0,
    clearSeconds: 0,
    runbook: 'reveals-outside-hours',
  },
} as const satisfies Record<string, AlertRuleDefinition>
