import { deliver } from '@/lib/alerts/deliver/deliver'
import { testMessage } from '@/lib/alerts/message'
import { type Attempt, recordDelivery } from '@/lib/db/alerts/deliveries'
import { findDeliveryChannel } from '@/lib/db/alerts/delivery-channels'

/** Sends a channel a test, once and at once, on or off; null where there is no such channel. */
export async function testChannel(id: string): Promise<Attempt | null> {
  const channel = await findDeliveryChannel(id)
  if (channel === null) return null
  const message = testMessage()
  const attempt = await deliver(channel, message)
  await recordDelivery(id, message, { attempts: 1, attempt, goesOn: false })
  return attempt
}
