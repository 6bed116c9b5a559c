import { LOGIN_SPIKE } from '@/lib/model/alerts/login-spike'
import { type AlertRuleDefinition, QUIET_SECONDS } from '@/lib/model/alerts/rules/rule-definition'

/** Which logins the rule on risks counts: of the last minutes, with at least such a score. */
export const RISKY_LOGINS = { seconds: 900, score: 50, max: 1_000, maxSearched: 20_000 }

/** What is watched of the logins themselves. */
export const LOGIN_RULES = {
  'device-shared': {
    title: 'Device shared by many',
    means: 'Another device has reached this many users. It is resolved after 15 quiet minutes.',
    severity: 'info',
    threshold: { label: 'Used by', unit: 'users', default: 10, min: 2, max: 1_000 },
    forSeconds: 0,
    clearSeconds: QUIET_SECONDS,
    runbook: 'devices-shared-by-many',
  },
  'risky-logins': {
    title: 'Risky logins',
    means: `This many logins of the last 15 minutes have a risk score of ${RISKY_LOGINS.score} or more.`,
    severity: 'warning',
    threshold: { label: 'As many as', unit: 'logins', default: 100, min: 1, max: RISKY_LOGINS.max },
    forSeconds: 0,
    clearSeconds: 60,
    runbook: 'risky-logins',
  },
  'login-spike': {
    title: 'Spike of logins',
    means: `${LOGIN_SPIKE.minLogins} or more logins were sent within 15 minutes, and more than this many times the usual number: the median of the same hour over the last ${LOGIN_SPIKE.days} days.`,
    severity: 'warning',
    threshold: {
      label: 'Times the usual number',
      unit: 'times',
      default: 3,
      min: 1,
      max: 1_000,
    },
    forSeconds: 0,
    clearSeconds: 60,
    runbook: 'a-spike-of-logins',
  },
} as const satisfies Record<string, AlertRuleDefinition>
