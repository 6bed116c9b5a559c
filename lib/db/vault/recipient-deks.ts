import { backgroundRevealDatabase, revealDatabase } from '@/lib/db/client'
import { transaction } from '@/lib/db/transaction'
import type { DekRow } from '@/lib/db/vault/find-vault-entries'
import { lockKeys } from '@/lib/db/vault/key-registry'
import { UserError } from '@/lib/errors'

const DEKS = 200

/**
 * Registers a recipient as one to seal to; processes that ingest notice with their next batch.
 * @throws UserError where another key's name begins alike: of 48 bits a look-alike can be made.
 */
export async function addRecipientKey(recipient: string): Promise<void> {
  await transaction(
    async (tx) => {
      await lockKeys(tx)
      const where = registered(recipient)
      const known = await tx.keyFingerprint.findUnique({ where })
      if (known !== null && known.fp !== recipient) {
        throw new UserError(`The name of ${recipient} begins as another key's does: it is refused.`)
      }
      if (known === null && recipient.length < 32) {
        throw new UserError(
          `${recipient} was named by an old version: make a new key pair for a new recipient.`,
        )
      }
      await tx.keyFingerprint.upsert({
        where,
        create: { ...where.kind_kid, fp: recipient, state: 'active' },
        update: { state: 'active' },
      })
    },
    { client: revealDatabase() },
  )
}

/** Names that begin alike have one place in the registry. */
function registered(recipient: string) {
  return { kind_kid: { kind: 'vault' as const, kid: recipient.slice(0, 12) } }
}

/** DEKs sealed to `mine` and not to `recipient` yet, as sealed to `mine`; in order. */
export async function findDeksWithout(
  recipient: string,
  mine: string,
  after: string,
): Promise<DekRow[]> {
  const rows = await revealDatabase().$queryRaw<DekRow[]>`
    SELECT dek_id AS "dekId", recipient, sealed FROM pii_dek AS dek
    WHERE recipient = ${mine} AND dek_id > ${after} AND NOT EXISTS (
      SELECT FROM pii_dek AS other WHERE other.dek_id = dek.dek_id AND other.recipient = ${recipient})
    ORDER BY dek_id LIMIT ${DEKS}`
  return rows.map((row) => ({ ...row, sealed: Buffer.from(row.sealed) }))
}

/** Stores DEKs as sealed to further recipients. */
export async function addDeks(deks: readonly DekRow[]): Promise<void> {
  await revealDatabase().$executeRaw`
    INSERT INTO pii_dek (dek_id, recipient, sealed)
    SELECT * FROM unnest(${deks.map((dek) => dek.dekId)}::text[],
      ${deks.map((dek) => dek.recipient)}::text[], ${deks.map((dek) => dek.sealed)}::bytea[])
    ON CONFLICT DO NOTHING`
}

export type RemovedRecipient =
  | { kind: 'removed'; removed: number }
  /** So many DEKs would be open to nobody. */
  | { kind: 'last'; only: number }

/** Takes a recipient out of use and deletes its DEKs, unless some would be open to nobody then. */
export async function removeRecipientKey(recipient: string): Promise<RemovedRecipient> {
  return transaction(
    async (tx): Promise<RemovedRecipient> => {
      await lockKeys(tx)
      const others = await tx.keyFingerprint.count({
        where: { kind: 'vault', state: 'active', fp: { not: recipient } },
      })
      const [row] = await tx.$queryRaw<{ only: number }[]>`
        SELECT count(*)::int AS only FROM pii_dek AS dek
        WHERE recipient = ${recipient} AND NOT EXISTS (
          SELECT FROM pii_dek AS other JOIN pii_key AS key
            ON key.kind = 'vault' AND key.state = 'active' AND key.fp = other.recipient
          WHERE other.dek_id = dek.dek_id AND other.recipient <> ${recipient})`
      const only = row?.only ?? 0
      if (others === 0 || only > 0) return { kind: 'last', only }
      await tx.keyFingerprint.update({
        where: registered(recipient),
        data: { state: 'retired' },
      })
      const { count } = await tx.vaultDek.deleteMany({ where: { recipient } })
      return { kind: 'removed', removed: count }
    },
    { client: backgroundRevealDatabase(), timeoutMs: 5 * 60_000 },
  )
}
