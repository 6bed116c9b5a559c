import { database } from '@/lib/db/client'
import type { AlertDeliveryState, AlertMessage } from '@/lib/model/alerts/alert'
import { shownTarget } from '@/lib/model/alerts/channel-target'
import type { AlertChannelView, AlertDeliveryView } from '@/lib/model/alerts/views'

const SHOWN_DELIVERIES = 10

/** The channels by name, each with its newest deliveries; without what is secret. */
export async function listChannels(): Promise<AlertChannelView[]> {
  const channels = await database().alertChannel.findMany({
    orderBy: { name: 'asc' },
    include: { deliveries: { orderBy: { number: 'desc' }, take: SHOWN_DELIVERIES } },
  })
  return channels.map((channel) => ({
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    isOn: channel.isOn,
    shownTarget: shownTarget(channel.target),
    mailFrom: channel.mailFrom,
    mailTo: channel.mailTo,
    createdBy: channel.createdBy,
    createdAt: channel.createdAt.toISOString(),
    deliveries: channel.deliveries.map(deliveryView),
  }))
}

type Row = {
  number: bigint
  rule: string
  payload: unknown
  state: AlertDeliveryState
  attempts: number
  createdAt: Date
  attemptedAt: Date | null
  nextAttemptAt: Date
  status: number | null
  ms: number | null
  answer: string | null
  problem: string | null
}

function deliveryView(row: Row): AlertDeliveryView {
  return {
    number: String(row.number),
    rule: row.rule,
    message: (row.payload as AlertMessage).state,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.createdAt.toISOString(),
    attemptedAt: row.attemptedAt?.toISOString() ?? null,
    nextAttemptAt: row.nextAttemptAt.toISOString(),
    status: row.status,
    ms: row.ms,
    answer: row.answer,
    problem: row.problem,
  }
}
