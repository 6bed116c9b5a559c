export type RiskThreshold = {
  /** What the number is, as the name of a field. */
  label: string
  default: number
  min: number
  max: number
}

/** What a login was found to have, as it was judged: of a signal without figures, nothing. */
export type RiskFigure = {
  /** How many were counted, and from how many on it is a signal. */
  count?: number
  from?: number
  /** What the user's login before had. */
  previous?: string
}

type RiskSignalDefinition = {
  /** Its bit in `login_risks.signals`: never given to another. */
  bit: number
  label: string
  /** What it adds to a login's score; all together are 100. */
  weight: number
  /** Null where there is nothing to set. */
  threshold: RiskThreshold | null
}

/**
 * Every signal, said once. A new one is an entry here, its sentences in risk-explanations.ts, which most pages do
 * without, and what finds it in lib/db/risks.
 */
const RISK_SIGNALS = {
  many_users: {
    bit: 2,
    label: 'Many users on the device',
    weight: 30,
    threshold: { label: 'Users on a device within 24 h', default: 3, min: 2, max: 1_000 },
  },
  many_devices: {
    bit: 4,
    label: 'Many devices of the user',
    weight: 20,
    threshold: { label: 'Devices of a user within 1 h', default: 3, min: 2, max: 1_000 },
  },
  many_ips: {
    bit: 32,
    label: 'Device on many IPs',
    weight: 20,
    threshold: { label: 'IPs of a device within 24 h', default: 5, min: 2, max: 1_000 },
  },
  new_device: {
    bit: 1,
    label: 'New device for the user',
    weight: 10,
    threshold: null,
  },
  version_downgrade: {
    bit: 8,
    label: 'Version downgrade',
    weight: 10,
    threshold: null,
  },
  locale_switch: {
    bit: 16,
    label: 'Locale switch',
    weight: 10,
    threshold: null,
  },
} as const satisfies Record<string, RiskSignalDefinition>

export type RiskSignal = keyof typeof RISK_SIGNALS

export const RISK_SIGNAL_NAMES = Object.keys(RISK_SIGNALS) as [RiskSignal, ...RiskSignal[]]

/** The highest score a login can have. */
export const MAX_RISK_SCORE = 100

export type RiskFigures = Partial<Record<RiskSignal, RiskFigure>>

/** Which logins are asked for by their risk: those with any of these signals, and at least such a score. */
export type RiskFilter = { signals: readonly RiskSignal[]; minScore: number }

/** What is set of a signal: `threshold` is null where it is the default, or there is none. */
export type RiskSetting = { isOn: boolean; threshold: number | null }
export type RiskSettings = Record<RiskSignal, RiskSetting>

/** What somebody set of a signal, and when; ISO 8601, UTC. */
export type RiskChangeView = RiskSetting & {
  id: number
  signal: RiskSignal
  changedBy: string
  at: string
}

/** The definition of a signal, with the same type for each. */
export function riskSignal(signal: RiskSignal): RiskSignalDefinition {
  return RISK_SIGNALS[signal]
}

/** The threshold that holds: what was set, or the default; 0 where the signal has none. */
export function riskThreshold(signal: RiskSignal, set: number | null): number {
  return set ?? riskSignal(signal).threshold?.default ?? 0
}

/** The signals of a login, the weightiest first. */
export function signalsOf(figures: RiskFigures | null | undefined): RiskSignal[] {
  return RISK_SIGNAL_NAMES.filter((signal) => figures?.[signal] !== undefined)
}

/** The bits of some signals; of none, those of all. */
export function riskBits(signals: readonly RiskSignal[]): number {
  const asked = signals.length === 0 ? RISK_SIGNAL_NAMES : signals
  return asked.reduce((bits, signal) => bits | riskSignal(signal).bit, 0)
}
