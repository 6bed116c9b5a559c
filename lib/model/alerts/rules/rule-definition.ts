import type { AlertSeverity } from '@/lib/model/alerts/alert'

/** What a threshold counts in, as it is shown beside the number. */
type ThresholdUnit = 's' | 'min' | 'h' | '%' | 'users' | 'logins' | 'times'

export type AlertThreshold = {
  /** What the number is, as the name of a field. */
  label: string
  unit: ThresholdUnit
  default: number
  min: number
  max: number
}

export type AlertRuleDefinition = {
  title: string
  /** When it fires, in a sentence. */
  means: string
  severity: AlertSeverity
  /** Null where there is nothing to set. */
  threshold: AlertThreshold | null
  /** For how long what it looks for has to hold before it fires; `threshold` where that is the time. */
  forSeconds: number | 'threshold'
  /** For how long it must be quiet again before it is resolved: for events, long enough to be seen. */
  clearSeconds: number
  /** The section of docs/operations.md that says what to do. */
  runbook: string
}

/** An event, such as a failed run, is over once none like it has come for so long. */
export const QUIET_SECONDS = 900
/** What holds, such as an outage, has to be gone for so long: it may be back in a moment. */
export const CLEAR_SECONDS = 20
