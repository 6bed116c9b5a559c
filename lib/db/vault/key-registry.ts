import { lockTurn, lockTurnShared } from '@/lib/db/advisory-lock'
import { database, type Transaction } from '@/lib/db/client'
import type { KeyState, KeyKind as StoredKind } from '@/lib/db/generated/enums'

export type KeyKind = StoredKind
export type RegisteredKey = {
  kind: KeyKind
  kid: string
  fp: string
  state: KeyState
  createdAt: Date
}

/** The fingerprints of all keys this database has known, oldest first. */
export async function listKeys(): Promise<RegisteredKey[]> {
  return database().keyFingerprint.findMany({ orderBy: [{ createdAt: 'asc' }, { kind: 'asc' }] })
}

/** The fingerprint of the active key of a kind; null before one is registered. */
export async function findActiveKey(kind: KeyKind): Promise<RegisteredKey | null> {
  return database().keyFingerprint.findFirst({ where: { kind, state: 'active' } })
}

/** All keys in use: the token key, and the vault keys that values are sealed to. */
export async function listActiveKeys(
  client: Pick<Transaction, 'keyFingerprint'> = database(),
): Promise<RegisteredKey[]> {
  return client.keyFingerprint.findMany({
    where: { state: 'active' },
    orderBy: [{ kind: 'asc' }, { kid: 'asc' }],
  })
}

/** Names the keys in use, as one text: it changes when any of them does. */
export function keysEpoch(active: readonly RegisteredKey[]): string {
  return active.map(({ kind, fp }) => `${kind}:${fp}`).join(' ')
}

/** The keys in use are not those that a batch was masked and sealed with. */
export class KeysChanged extends Error {
  override name = 'KeysChanged'
}

/**
 * Keeps the keys in use as they are until the transaction ends.
 * @throws KeysChanged where they are not those of `epoch` any more.
 */
export async function holdKeys(tx: Transaction, epoch: string): Promise<void> {
  await lockTurnShared(tx, 'keys')
  if (keysEpoch(await listActiveKeys(tx)) !== epoch) throw new KeysChanged()
}

/** Waits until no batch relies on the keys in use, and holds others off until the transaction ends. */
export async function lockKeys(tx: Transaction): Promise<void> {
  await lockTurn(tx, 'keys')
}

/** Registers keys as active; one that is registered already stays as it is. */
export async function registerKeys(
  keys: readonly { kind: KeyKind; kid: string; fp: string }[],
): Promise<void> {
  await database().keyFingerprint.createMany({
    data: keys.map((key) => ({ ...key, state: 'active' })),
    skipDuplicates: true,
  })
}
