import type {
  AlertChannelKind,
  AlertDeliveryState,
  AlertEventKind,
  AlertState,
} from '@/lib/model/alerts/alert'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { RevealHours } from '@/lib/model/alerts/reveal-hours'

/** A rule as pages show it. Times are ISO 8601, UTC. */
export type AlertRuleView = {
  rule: AlertRuleKind
  isOn: boolean
  /** Null for the default. */
  threshold: number | null
  hours: RevealHours
  /** Whether the channels are told nothing of it at present. */
  isMuted: boolean
  /** Null where it is muted until somebody unmutes it, or not at all. */
  mutedUntil: string | null
  mutedBy: string | null
  state: AlertState
  since: string
  value: string
  path: string | null
  problem: string | null
}

/** A channel as pages show it: never its URL, nor its secret. */
export type AlertChannelView = {
  id: string
  kind: AlertChannelKind
  name: string
  isOn: boolean
  /** The host, and the last four characters of what is secret. */
  shownTarget: string
  mailFrom: string | null
  mailTo: string | null
  createdBy: string
  createdAt: string
  /** The newest first. */
  deliveries: AlertDeliveryView[]
}

export type AlertDeliveryView = {
  number: string
  rule: string
  message: 'firing' | 'resolved' | 'test'
  state: AlertDeliveryState
  attempts: number
  createdAt: string
  /** The last attempt; null before the first. */
  attemptedAt: string | null
  nextAttemptAt: string
  status: number | null
  ms: number | null
  /** How the answer began, as text. */
  answer: string | null
  problem: string | null
}

export type AlertEventView = {
  id: string
  rule: string
  kind: AlertEventKind
  from: AlertState
  to: AlertState
  value: string
  isMuted: boolean
  changedBy: string | null
  at: string
}
