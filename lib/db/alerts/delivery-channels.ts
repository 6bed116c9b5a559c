import { database } from '@/lib/db/client'
import type { AlertChannelKind } from '@/lib/model/alerts/alert'

/** A channel with its secrets, for whoever delivers; nothing of it may be shown or logged but its id. */
export type DeliveryChannel = {
  id: string
  kind: AlertChannelKind
  target: string
  secret: string | null
  mailFrom: string | null
  mailTo: string | null
}

const COLUMNS = {
  id: true,
  kind: true,
  target: true,
  secret: true,
  mailFrom: true,
  mailTo: true,
} as const

/** Where alerts are told at present. */
export async function listDeliveryChannels(): Promise<DeliveryChannel[]> {
  return database().alertChannel.findMany({ where: { isOn: true }, select: COLUMNS })
}

/** A channel, on or off; null where there is none. */
export async function findDeliveryChannel(id: string): Promise<DeliveryChannel | null> {
  return database().alertChannel.findUnique({ where: { id }, select: COLUMNS })
}
