import { z } from 'zod'
import { backgroundRevealDatabase, type Transaction } from '@/lib/db/client'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { type Erased, eraseLogins } from '@/lib/db/vault/erase-logins'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { noteErasure } from '@/lib/reveal/erasure-file'
import { justification } from '@/lib/reveal/justification'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import type { Denial } from '@/lib/reveal/request'
import { confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'
import { userId } from '@/lib/reveal/user-id'

export type EraseOutcome =
  /** No login of that person is here, or all are erased already. */
  | { kind: 'nothing-to-erase'; problem: string }
  /** `caveats` says honestly, in sentences, what this does not reach. Show them. */
  | ({ kind: 'erased'; caveats: string[] } & Erased)
  | NotConfirmed
  | Denial

const TIMEOUT_MS = 10 * 60_000

const input = z.object({ userId, passphrase: optionalPassphrase }).and(justification)

/**
 * Erases a person: overwrites the tokens of their logins and deletes the originals nobody else has.
 * It cannot be undone, so it takes the passphrase or a recent sign-in.
 * Its third argument is for a replay after a restore: logins after that moment stay.
 */
export const eraseUser = recordedVerb('erase', input, erase)

async function erase(
  actor: Actor,
  request: z.output<typeof input>,
  until?: Date,
): Promise<EraseOutcome> {
  const { userId, passphrase, reason, ticket } = request
  const what = { action: 'erase' as const, subject: `user ${userId}`, reason, ticket }
  const confirmed = await confirmActor(actor, what, passphrase)
  if (confirmed.kind !== 'confirmed') return confirmed
  const about = { ...identityOf(actor), ...what, requestId: confirmed.requestId }

  const client = backgroundRevealDatabase()
  const done = await transaction(
    async (tx) => {
      const erasedAt = until ?? (await readClock(tx))
      const erased = await eraseLogins(tx, userId, erasedAt)
      if (erased.rows > 0) {
        const { rows, vaultRows } = erased
        const erasedBy = actor.user.email
        await tx.erasure.create({
          data: { userId, erasedAt, erasedBy, reason, ticket: ticket ?? null, rows, vaultRows },
        })
      }
      const outcomes =
        erased.rows > 0 ? [`${erased.rows} rows`, `${erased.vaultRows} originals`] : ['nothing']
      await appendRevealLog(tx, { ...about, outcomes, outcome: 'done' })
      return { erasedAt, ...erased }
    },
    { client, timeoutMs: TIMEOUT_MS },
  )
  if (done.rows === 0) {
    return { kind: 'nothing-to-erase', problem: 'There is no login of that user to erase.' }
  }
  const { erasedAt, ...erased } = done
  await noteErasure({ userId, erasedAt, reason, ticket })
  return { kind: 'erased', ...erased, caveats: caveatsOf(erased) }
}

/** Later than any login that is stored: the queue stamps the time in whole milliseconds. */
async function readClock(tx: Transaction): Promise<Date> {
  const [row] = await tx.$queryRaw<{ now: Date }[]>`
    SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 ms' AS now`
  return (row as { now: Date }).now
}

function caveatsOf({ shared }: Erased): string[] {
  return [
    'Backups made before now still hold these values until they expire. After restoring one, ' +
      'replay the erasures with: npm run keys -- erase --replay FILE',
    'Messages of this user that are still on the queue, or are sent later, bring their values again.',
    'Rejected messages are kept sealed and were not searched: discard those that may hold them.',
    'The reveal log keeps the tokens it names: it is never rewritten.',
    ...(shared > 0
      ? [`${shared} of the originals stay in the vault, since other users' logins have them, too.`]
      : []),
  ]
}
