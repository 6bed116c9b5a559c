export const ALERT_STATES = ['ok', 'firing', 'unknown'] as const
export type AlertState = (typeof ALERT_STATES)[number]

export type AlertSeverity = 'critical' | 'warning' | 'info'

export const ALERT_CHANNEL_KINDS = ['webhook', 'slack', 'email'] as const
export type AlertChannelKind = (typeof ALERT_CHANNEL_KINDS)[number]

export const ALERT_EVENT_KINDS = ['firing', 'resolved', 'changed'] as const
export type AlertEventKind = (typeof ALERT_EVENT_KINDS)[number]

export const ALERT_DELIVERY_STATES = ['waiting', 'delivered', 'abandoned'] as const
export type AlertDeliveryState = (typeof ALERT_DELIVERY_STATES)[number]

/**
 * What a channel is told: the body that a webhook receives. It holds no personal data: neither a user
 * id, nor a token, nor an account.
 */
export type AlertMessage = {
  /** Of this message; the same in each attempt to deliver it. */
  id: string
  /** The rule's kind, such as `queue-unreachable`. */
  rule: string
  severity: AlertSeverity
  state: 'firing' | 'resolved' | 'test'
  /** When it began to fire, or was resolved; ISO 8601, UTC. */
  since: string
  /** When this was written; ISO 8601, UTC. */
  at: string
  /** A sentence. */
  summary: string
  /** The page of the console that shows more. */
  url: string
}
