import type { RejectReason } from '@/lib/model/reject-reasons'
import type { RejectedState } from '@/lib/model/rejected-states'

/** A login as the message gave it, parsed and valid. Holds originals: never log or store it. */
export type Login = {
  messageId: string
  /** SQS SentTimestamp. */
  sentAt: Date
  userId: string
  deviceType: string
  ip: string
  deviceId: string
  locale: string | null
  /** major*10000 + minor*100 + patch. */
  appVersion: number
  appVersionText: string
  /** UTC day, `YYYY-MM-DD`. */
  createDate: string
  /** The id that SNS or EventBridge gave the message, where one of them wrapped it. */
  envelopeId: string | null
}

/** A login whose personal data is replaced by tokens; only `maskLogins` makes one. */
export type MaskedLogin = Omit<Login, 'ip' | 'deviceId'> & {
  maskedIp: string
  maskedDeviceId: string
}

/** A stored login as pages show it. Adopted rows may lack any of the nullable fields. */
export type LoginRow = {
  id: string
  messageId: string
  /** ISO 8601, UTC. */
  sentAt: string
  userId: string | null
  deviceType: string | null
  maskedIp: string | null
  maskedDeviceId: string | null
  locale: string | null
  appVersion: number | null
  appVersionText: string | null
  /** UTC day, `YYYY-MM-DD`. */
  createDate: string | null
  runId: number | null
  /** The id that SNS or EventBridge gave the message, where one of them wrapped it. */
  envelopeId: string | null
}

/** A rejected message as pages show it: why, never what it said. */
export type RejectedRow = {
  id: string
  messageId: string
  sentAt: string
  rejectedAt: string
  receiveCount: number
  reasons: RejectReason[]
  fieldNames: string[]
  bodyBytes: number
  runId: number
  /** `returning` is a claim that somebody holds, or that is in doubt. */
  state: RejectedState
  settledAt: string | null
  /** The address of the admin who returned or discarded it. */
  settledBy: string | null
  /** The id of the new message that it was returned as. */
  returnedAs: string | null
}
