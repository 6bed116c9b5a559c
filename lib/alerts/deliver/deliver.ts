import { type Resolve, resolveByDns } from '@/lib/alerts/deliver/pin-address'
import { postJson } from '@/lib/alerts/deliver/post-json'
import { sendMail } from '@/lib/alerts/deliver/send-mail'
import { signatureHeaders } from '@/lib/alerts/deliver/signature'
import { slackText } from '@/lib/alerts/deliver/texts'
import type { Attempt } from '@/lib/db/alerts/deliveries'
import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import type { AlertMessage } from '@/lib/model/alerts/alert'

type Options = { resolve?: Resolve; timeoutMs?: number }

/** Tells a channel of something, in one attempt. Never throws: what failed is in the attempt. */
export async function deliver(
  channel: DeliveryChannel,
  message: AlertMessage,
  { resolve = resolveByDns, ...limits }: Options = {},
): Promise<Attempt> {
  const options = { resolve, ...limits }
  switch (channel.kind) {
    case 'email':
      return sendMail(channel, message, resolve)
    case 'slack': {
      const body = JSON.stringify({ text: slackText(message) })
      return postJson(channel.target, body, {}, options)
    }
    case 'webhook': {
      const body = JSON.stringify(ordered(message))
      const now = Math.floor(Date.now() / 1_000)
      const signed = signatureHeaders(channel.secret ?? '', body, now)
      const headers = { 'veilgate-delivery': message.id, ...signed }
      return postJson(channel.target, body, headers, options)
    }
  }
}

/** The database keeps no order of keys. */
function ordered(message: AlertMessage): AlertMessage {
  const { id, rule, severity, state, since, at, summary, url } = message
  return { id, rule, severity, state, since, at, summary, url }
}
