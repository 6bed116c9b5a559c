import { afterEach, beforeEach } from 'vitest'
import { createEvaluator, deliverDue, type Evaluator, evaluate } from '@/lib/alerts/evaluator'
import { saveChannel } from '@/lib/db/alerts/save-channel'
import type { AlertMessage } from '@/lib/model/alerts/alert'
import { type Receiver, startReceiver } from '@/test/support/alerts/receiver'
import type { TestServices } from '@/test/support/services'

/** A receiver of webhooks of each test's own, and a channel that leads to it. */
export function useReceiver(): { receiver: () => Receiver; channelId: () => string } {
  let receiver: Receiver
  let channelId = ''
  beforeEach(async () => {
    receiver = await startReceiver()
    const saved = await saveChannel(
      { kind: 'webhook', name: 'tests', isOn: true, target: receiver.url() },
      'ann@example.com',
    )
    if (saved.kind !== 'saved') throw new Error(saved.kind)
    channelId = saved.id
  })
  afterEach(() => receiver.close())
  return { receiver: () => receiver, channelId: () => channelId }
}

/** What a receiver was told: `rule state`, in order. */
export function told({ received }: Receiver): string[] {
  return messagesOf(received).map(({ rule, state }) => `${rule} ${state}`)
}

export function messagesOf(received: Receiver['received']): AlertMessage[] {
  return received.map(({ body }) => JSON.parse(body) as AlertMessage)
}

/** One evaluation, and what is due is delivered. */
export async function turn(evaluator: Evaluator): Promise<void> {
  await evaluate(evaluator)
  await deliverDue(evaluator)
}

/** An evaluator that takes the lease from whoever has it, as after their end. */
export async function nextEvaluator({ query }: Pick<TestServices, 'query'>): Promise<Evaluator> {
  await query("UPDATE leases SET held_until = now() - interval '1 second' WHERE name = 'alerts'")
  return createEvaluator()
}
