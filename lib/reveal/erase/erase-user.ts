import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import { backgroundRevealDatabase, type Transaction } from '@/lib/db/client'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { type Erased, eraseLogins } from '@/lib/db/vault/erase-logins'
import { UserError } from '@/lib/errors'
import { type ErasureKey, loadErasureKeys, userHash } from '@/lib/keys/erasure-key'
import { type Actor, identityOf } from '@/lib/reveal/actor'
import { forgetUserInFile, noteErasure } from '@/lib/reveal/erase/erasure-file'
import { userId } from '@/lib/reveal/erase/user-id'
import { justification } from '@/lib/reveal/justification'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import type { Denial } from '@/lib/reveal/request'
import { confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'

export type EraseOutcome =
  /** No login of that person is here, or all are erased already. */
  | { kind: 'nothing-to-erase'; problem: string }
  /** A key file is missing, damaged or open to others. */
  | { kind: 'keys-unusable'; problem: string }
  /** `caveats` says honestly, in sentences, what this does not reach. Show them. */
  | ({ kind: 'erased'; replacedBy: string | null; caveats: string[] } & Erased)
  | NotConfirmed
  | Denial

/** An erasure of the list, to be done again after a restore: logins after its moment stay. */
type Replayed = { until: Date; replacedBy: string | null }

const TIMEOUT_MS = 10 * 60_000

const NAMES_USER = 'Leave the user id out of the reason and the ticket: they are kept.'

const input = z
  .object({
    userId,
    passphrase: optionalPassphrase,
    /** Whether the user id goes from the logins as well. */
    replaceUserId: z.boolean({ error: 'Say whether the user id goes, too.' }).default(false),
  })
  .and(justification)
  .refine(({ replaceUserId, ...given }) => !replaceUserId || !namesUser(given), {
    error: NAMES_USER,
  })

function namesUser(given: { userId: string; reason: string; ticket: string | undefined }): boolean {
  const kept = `${given.reason}\n${given.ticket ?? ''}`.toLowerCase()
  return kept.includes(given.userId.toLowerCase())
}

/**
 * Erases a person: overwrites the tokens of their logins and deletes the originals nobody else has;
 * where it is asked for, a tombstone takes the place of their user id, too. It cannot be undone, so
 * it takes the passphrase or a recent sign-in.
 */
export const eraseUser = recordedVerb('erase', input, erase)

async function erase(
  actor: Actor,
  request: z.output<typeof input>,
  replayed?: Replayed,
): Promise<EraseOutcome> {
  const { userId, passphrase, reason, ticket } = request
  const key = await loadKey()
  if ('problem' in key) return key
  const hash = userHash(key, userId)
  const replacedBy = replacementFor(request, replayed)
  // The log is never rewritten: it must not name whom an erasure may have to forget altogether.
  const what = { action: 'erase' as const, subject: hash, reason, ticket }
  const confirmed = await confirmActor(actor, what, passphrase)
  if (confirmed.kind !== 'confirmed') return confirmed
  const about = { ...identityOf(actor), ...what, requestId: confirmed.requestId }

  const client = backgroundRevealDatabase()
  const done = await transaction(
    async (tx) => {
      const until = replayed?.until ?? (await readLatest(tx, userId))
      const erased = await eraseLogins(tx, { userId, until, replacedBy, userHash: hash })
      if (erased.rows > 0) {
        const { rows, vaultRows } = erased
        await tx.erasure.create({
          data: {
            userId: replacedBy === null ? userId : null,
            userHash: hash,
            replacedBy,
            erasedAt: until,
            erasedBy: actor.user.email,
            reason,
            ticket: ticket ?? null,
            rows,
            vaultRows,
          },
        })
      }
      const outcomes =
        erased.rows > 0 ? [`${erased.rows} rows`, `${erased.vaultRows} originals`] : ['nothing']
      await appendRevealLog(tx, { ...about, outcomes, outcome: 'done' })
      return { erasedAt: until, ...erased }
    },
    { client, timeoutMs: TIMEOUT_MS },
  )
  if (done.rows === 0) {
    return { kind: 'nothing-to-erase', problem: 'There is no login of that user to erase.' }
  }
  const { erasedAt, ...erased } = done
  if (replacedBy !== null) await forgetUserInFile(userId, hash)
  await noteErasure({ user: hash, replacedBy: replacedBy ?? undefined, erasedAt, reason, ticket })
  return { kind: 'erased', ...erased, replacedBy, caveats: caveatsOf(erased, replacedBy) }
}

async function loadKey(): Promise<ErasureKey | { kind: 'keys-unusable'; problem: string }> {
  try {
    const [key] = await loadErasureKeys()
    return key
  } catch (error) {
    if (error instanceof UserError) return { kind: 'keys-unusable', problem: error.message }
    throw error
  }
}

/** The same one at a replay; random, so that it tells nothing of the id. */
function replacementFor(
  { replaceUserId }: { replaceUserId: boolean },
  replayed: Replayed | undefined,
): string | null {
  if (replayed !== undefined) return replayed.replacedBy
  return replaceUserId ? `erased-${randomBytes(12).toString('hex')}` : null
}

/** Later than any login of the user that is stored: the clock of the queue may be ahead of the database's. */
async function readLatest(tx: Transaction, userId: string): Promise<Date> {
  const [row] = await tx.$queryRaw<{ latest: Date }[]>`
    SELECT greatest(date_trunc('milliseconds', clock_timestamp()), max(sent_at)) + interval '1 ms' AS latest
    FROM user_logins WHERE user_id = ${userId}`
  return (row as { latest: Date }).latest
}

function caveatsOf({ shared }: Erased, replacedBy: string | null): string[] {
  return [
    ...(replacedBy === null
      ? [
          'The user id stays in the logins, with their times, device types, locales and versions. ' +
            'Where it leads to the person, erase again and replace the user id as well.',
        ]
      : [
          `The logins stay, as those of ${replacedBy}: what they have in common can still be seen. ` +
            'Entries of the reveal log made by earlier versions, notes and names of views may name ' +
            'the user.',
        ]),
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
