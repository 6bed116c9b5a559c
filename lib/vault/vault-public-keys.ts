import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { findKeys } from '@/lib/keys/find-keys'
import { writeKeyFile } from '@/lib/keys/key-file'
import { base64Bytes, recipientId } from '@/lib/vault/key-fields'
import { SUITE } from '@/lib/vault/suite'

/** The public half of a vault key pair: seals, opens nothing. */
export type VaultPublicKey = { recipient: string; publicKey: Uint8Array }

/** What a public key's file holds. */
export const publicKeyFile = z.object({
  fmt: z.literal('vault-pub/1'),
  recipient: recipientId,
  suite: z.literal(SUITE),
  key: base64Bytes(32),
})

/** Where the first public key of a keys folder lies. */
export const vaultPublicKeyPath = (keysDir: string) => join(keysDir, 'vault.pub.json')

/** Where the key files of further recipients lie. */
export const recipientsFolder = (keysDir: string) => join(keysDir, 'recipients')

/** The public keys to seal to. @throws UserError where there is none, or one is damaged. */
export async function loadVaultPublicKeys(keysDir: string): Promise<VaultPublicKey[]> {
  const first = vaultPublicKeyPath(keysDir)
  const paths = [first, ...(await keyFilesOf(keysDir, '.pub.json'))]
  const found = await findKeys('VEILGATE_VAULT_PUBLIC_KEY', paths, publicKeyFile)
  if (found.length === 0) {
    throw new UserError(`There is no key at ${first}. Make the keys with: npm run keys -- init`)
  }
  return found.map(({ from, key }) => checkPublicKey(from, key))
}

/** A public key whose name, of either length, is really its own. @throws UserError where it is not. */
export function checkPublicKey(
  from: string,
  { recipient, key }: z.output<typeof publicKeyFile>,
): VaultPublicKey {
  const publicKey = Buffer.from(key, 'base64')
  if (recipientOf(publicKey).startsWith(recipient)) return { recipient, publicKey }
  throw new UserError(`${from} is damaged: its recipient is not its key's. Restore it.`)
}

/** Writes a public key. @throws UserError where the file exists. */
export async function writePublicKey(path: string, { recipient, publicKey }: VaultPublicKey) {
  const key = Buffer.from(publicKey).toString('base64')
  await writeKeyFile(path, { fmt: 'vault-pub/1', recipient, suite: SUITE, key })
}

/** How a key pair is named: after its public key. */
export function recipientOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 32)
}

/** The files of further recipients, by their ending, in a fixed order. */
export async function keyFilesOf(keysDir: string, ending: string): Promise<string[]> {
  const folder = recipientsFolder(keysDir)
  const names = await readdir(folder).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return []
    throw new UserError(`${folder} cannot be read (${cause.code}).`, { cause })
  })
  const wanted = names.filter((name) => name.endsWith(ending)).sort()
  return wanted.map((name) => join(folder, name))
}
