import { REMEMBERED_LOGINS, type RiskFigure, type RiskSignal } from '@/lib/model/risk/risk-signals'

type Explanation = {
  /** When a login has the signal, in a sentence. */
  means: string
  /** What was found of one login, in a sentence. */
  explain: (figure: RiskFigure) => string
}

/** The sentences of each signal. */
export const RISK_EXPLANATIONS: Record<RiskSignal, Explanation> = {
  many_users: {
    means: 'So many users were on the device within the 24 hours up to this login.',
    explain: ({ count, from }) =>
      `${count} users on this device within 24 h: a signal from ${from} on.`,
  },
  many_devices: {
    means: 'The user was on so many devices within the hour up to this login.',
    explain: ({ count, from }) =>
      `${count} devices of this user within 1 h: a signal from ${from} on.`,
  },
  many_ips: {
    means: 'The device came from so many IPs within the 24 hours up to this login.',
    explain: ({ count, from }) =>
      `${count} IPs of this device within 24 h: a signal from ${from} on.`,
  },
  new_device: {
    means: `The user was seen before, but of the last ${REMEMBERED_LOGINS} logins none was on this device.`,
    explain: () =>
      `None of the user’s logins before, of the last ${REMEMBERED_LOGINS}, was on this device.`,
  },
  version_downgrade: {
    means: 'The version is below that of the user’s login before.',
    explain: ({ previous }) => `The version is below that of the user’s login before, ${previous}.`,
  },
  locale_switch: {
    means: 'The locale is not that of the user’s login before.',
    explain: ({ previous }) => `The locale of the user’s login before was ${previous}.`,
  },
}
