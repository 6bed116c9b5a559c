import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { z } from 'zod'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { findKeys } from '@/lib/keys/find-keys'
import { keyFileExists, writeKeyFile } from '@/lib/keys/key-file'

/** What user ids are hashed with in the erasure list. `kid` names it and is no secret. */
export type ErasureKey = { readonly kid: string; readonly key: KeyObject }

const file = z.object({
  fmt: z.literal('erasure-key/1'),
  key: z.string().regex(/^[0-9a-f]{64}$/),
})

/**
 * The key of the erasure list, from the keys folder or the environment; made where there is none.
 * It is apart from the token key, since it must outlive its replacements.
 * @returns the key to hash with first, and others that earlier entries may have been hashed with.
 * @throws UserError where it is damaged, or there is none and none can be written.
 */
export async function loadErasureKeys(): Promise<[ErasureKey, ...ErasureKey[]]> {
  const path = join(env().VEILGATE_KEYS_DIR, 'erasure.key.json')
  const found = await find(path)
  if (found !== null) return found
  await writeKeyFile(path, {
    fmt: 'erasure-key/1',
    key: randomBytes(32).toString('hex'),
  }).catch(async (error) => {
    // Another process may have made it in this moment.
    if (!(await keyFileExists(path))) throw error
  })
  const made = await find(path)
  if (made === null) throw new UserError(`There is no key at ${path}.`)
  return made
}

async function find(path: string): Promise<[ErasureKey, ...ErasureKey[]] | null> {
  const found = await findKeys('VEILGATE_ERASURE_KEY', [path], file)
  const [first, ...others] = found.map(({ key }) => deriveErasureKey(Buffer.from(key.key, 'hex')))
  return first === undefined ? null : [first, ...others]
}

/** Derives the key of the erasure list from its 32 secret bytes, which are overwritten with zeros. */
export function deriveErasureKey(secret: Buffer): ErasureKey {
  const derive = (info: string) =>
    createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', info, 32)))
  const kid = createHmac('sha256', derive('erasure/1/fingerprint'))
    .update('erasure/1')
    .digest('hex')
    .slice(0, 6)
  const key = derive('erasure/1/user')
  secret.fill(0)
  return { kid, key }
}

/**
 * What stands for a user id where it may not stand itself: `user1_<kid>_<32 hex>`. Equal ids have
 * equal hashes, so that an erasure can be replayed; without the key a hash tells nothing else.
 */
export function userHash({ kid, key }: ErasureKey, userId: string): string {
  const mac = createHmac('sha256', key).update(userId).digest('hex').slice(0, 32)
  return `user1_${kid}_${mac}`
}

/** The shape of a user id's hash. */
export const USER_HASH = /^user1_[0-9a-f]{6}_[0-9a-f]{32}$/

/** The `kid` of the key that a hash was made with. */
export function kidOfUserHash(hash: string): string {
  return hash.split('_')[1] ?? ''
}
