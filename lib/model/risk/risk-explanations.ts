import type { RiskFigure, RiskSignal } from '@/lib/model/risk/risk-signals'

type Explanation = {
  /** When a login has the signal, in a sentence; `from` is its threshold, of signals that have one. */
  means: (from: number) => string
  /** What was found of one login, in a sentence. */
  explain: (figure: RiskFigure) => string
}

/** The sentences of each signal. */
export const RISK_EXPLANATIONS: Record<RiskSignal, Explanation> = {
  many_users: {
    means: (from) => `${from} or more users on this device within 24 hours.`,
    explain: ({ count, from }) =>
      `${count} users on this device within 24 hours; the threshold is ${from}.`,
  },
  many_devices: {
    means: (from) => `${from} or more devices used by this user within an hour.`,
    explain: ({ count, from }) =>
      `${count} devices used by this user within an hour; the threshold is ${from}.`,
  },
  many_ips: {
    means: (from) => `${from} or more IPs used by this device within 24 hours.`,
    explain: ({ count, from }) =>
      `${count} IPs used by this device within 24 hours; the threshold is ${from}.`,
  },
  new_device: {
    means: () => 'The user is known, but had never been seen on this device before.',
    explain: () => 'The user had never been seen on this device before.',
  },
  version_downgrade: {
    means: () => 'An app version older than that of the user’s previous login.',
    explain: ({ previous }) => `The user’s previous login had a newer app version, ${previous}.`,
  },
  locale_switch: {
    means: () => 'A locale other than that of the user’s previous login.',
    explain: ({ previous }) => `The user’s previous login had the locale ${previous}.`,
  },
}
