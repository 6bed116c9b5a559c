import { database } from '@/lib/db/client'

export type KeyKind = 'token' | 'vault'
export type RegisteredKey = {
  kind: string
  kid: string
  fp: string
  state: string
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

/** Registers keys as active; one that is registered already stays as it is. */
export async function registerKeys(
  keys: readonly { kind: KeyKind; kid: string; fp: string }[],
): Promise<void> {
  await database().keyFingerprint.createMany({
    data: keys.map((key) => ({ ...key, state: 'active' })),
    skipDuplicates: true,
  })
}
