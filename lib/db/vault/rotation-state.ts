import type { Transaction } from '@/lib/db/client'
import { backgroundRevealDatabase, database } from '@/lib/db/client'
import type { KeyState, RotationState } from '@/lib/db/generated/enums'
import { transaction } from '@/lib/db/transaction'
import { lockKeys } from '@/lib/db/vault/key-registry'
import { lockVault } from '@/lib/db/vault/lock-vault'

export type Rotation = {
  id: number
  oldFp: string
  newFp: string
  state: RotationState
  cursor: string
  unopenable: number
}

/** The replacement of the token key that is under way; null where there is none. */
export async function findRotation(
  client: Pick<Transaction, 'keyRotation'> = database(),
): Promise<Rotation | null> {
  return client.keyRotation.findFirst({ where: { state: { not: 'done' } } })
}

/** Registers the key that is to take over as pending. One replacement goes on at a time. */
export async function beginRotation(next: { kid: string; fp: string }): Promise<Rotation> {
  return transaction(
    async (tx) => {
      await lockVault(tx)
      const earlier = await findRotation(tx)
      if (earlier !== null) return earlier
      const active = await tx.keyFingerprint.findFirstOrThrow({
        where: { kind: 'token', state: 'active' },
      })
      await tx.keyFingerprint.create({ data: { ...next, kind: 'token', state: 'pending' } })
      return tx.keyRotation.create({
        data: { oldFp: active.fp, newFp: next.fp, state: 'preparing' },
      })
    },
    { client: backgroundRevealDatabase() },
  )
}

/**
 * Makes the pending key the active one. No batch is under way with the old one then, and none is
 * stored with it afterwards, in any process.
 * @param last what must be done between the last batch with the old key and the first with the new.
 */
export async function flipKeys(
  rotation: Rotation,
  last: (tx: Transaction) => Promise<void>,
): Promise<void> {
  await transaction(
    async (tx) => {
      await lockVault(tx)
      const { state } = await tx.keyRotation.findUniqueOrThrow({ where: { id: rotation.id } })
      if (state !== 'preparing') return
      await lockKeys(tx)
      await last(tx)
      const setState = (fp: string, to: KeyState) =>
        tx.keyFingerprint.updateMany({ where: { kind: 'token', fp }, data: { state: to } })
      await setState(rotation.oldFp, 'retired')
      await setState(rotation.newFp, 'active')
      await tx.keyRotation.update({ where: { id: rotation.id }, data: { state: 'updating' } })
    },
    { client: backgroundRevealDatabase(), timeoutMs: 5 * 60_000 },
  )
}
