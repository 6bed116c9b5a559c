import { z } from 'zod'
import type { Done } from '@/lib/model/answers/action-result'
import { identityOf } from '@/lib/reveal/actor'
import { onRecord } from '@/lib/reveal/on-record'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import type { Denial } from '@/lib/reveal/request'
import { confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'

/** Finds the queue that is emptied; lent by the caller, and not called for who may not. */
type FindQueue = () => Promise<{ name: string; purge(): Promise<void> }>

export type PurgeOutcome = Done | { kind: 'other-name'; problem: string } | NotConfirmed | Denial

const input = z.object({
  name: z.string({ error: 'Enter the name of the dead-letter queue.' }),
  passphrase: optionalPassphrase,
})

/**
 * Deletes every message of the dead-letter queue, for whoever enters its name, and the passphrase or has signed in
 * just now. On the record: the row that says so is committed first.
 * @throws what `purge` throws.
 */
export const purgeDeadLetters = recordedVerb(
  'purge-dead-letters',
  input,
  async (actor, { name, passphrase }, findQueue: FindQueue): Promise<PurgeOutcome> => {
    const queue = await findQueue()
    if (name.trim() !== queue.name) {
      return {
        kind: 'other-name',
        problem: `That is not its name. Nothing was deleted: enter “${queue.name}”.`,
      }
    }
    const what = { action: 'purge-dead-letters', subject: queue.name } as const
    const confirmed = await confirmActor(actor, what, passphrase)
    if (confirmed.kind !== 'confirmed') return confirmed
    await onRecord({ ...identityOf(actor), ...what }, () => queue.purge(), confirmed.requestId)
    return { kind: 'done' }
  },
)
