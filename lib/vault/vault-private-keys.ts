import {
  createCipheriv,
  createDecipheriv,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { findKeys, isGiven } from '@/lib/keys/find-keys'
import { replaceKeyFile } from '@/lib/keys/key-file'
import { base64Bytes, recipientId } from '@/lib/vault/key-fields'
import { passphraseProblem } from '@/lib/vault/passphrase'
import { keyFilesOf } from '@/lib/vault/vault-public-keys'
import { WRAPPING_COST } from '@/lib/vault/wrapping-cost'

/** A private key, 32 raw bytes, to be overwritten after use. */
export type VaultPrivateKey = { recipient: string; privateKey: Buffer }

const privateFile = z.object({
  fmt: z.literal('vault-key/1'),
  recipient: recipientId,
  kdf: z.object({
    name: z.literal('scrypt'),
    // Capped, so that a forged file cannot make its reader work for hours.
    N: z
      .int()
      .min(2)
      .max(2 ** 17)
      .refine((N) => (N & (N - 1)) === 0),
    r: z.int().min(1).max(8),
    p: z.int().min(1).max(4),
    salt: base64Bytes(16),
  }),
  iv: base64Bytes(12),
  ct: base64Bytes(32),
  tag: base64Bytes(16),
})

type PrivateFile = z.output<typeof privateFile>

/** Where the first private key of a keys folder lies, wrapped by its passphrase. */
export const vaultPrivateKeyPath = (keysDir: string) => join(keysDir, 'vault.key.json')

/**
 * Unwraps the private key that a passphrase is for; each of several admins may have their own.
 * Takes about half a second a key file, on purpose.
 * @returns null where the passphrase opens none, or a file was tampered with: the two look alike.
 * @throws UserError where there is no private key here, or a file is open to others or damaged.
 */
export async function unwrapVaultPrivateKey(
  keysDir: string,
  passphrase: string,
): Promise<VaultPrivateKey | null> {
  return (await unwrapFound(keysDir, passphrase))?.unwrapped ?? null
}

/** Where a passphrase opens none of the private keys. */
export const WRONG_PASSPHRASE = 'The passphrase is wrong, or the private key file was changed.'

/**
 * Wraps the private key that a passphrase is for by another one, in its file.
 * @throws UserError where the passphrase opens none, or the key is not in a file of ours.
 */
export async function changePassphrase(
  keysDir: string,
  passphrase: string,
  newPassphrase: string,
): Promise<void> {
  if (isGiven('VEILGATE_VAULT_PRIVATE_KEY')) {
    throw new UserError('The private key is given from outside: change its passphrase there.')
  }
  const found = await unwrapFound(keysDir, passphrase)
  if (found === null) throw new UserError(WRONG_PASSPHRASE)
  const { recipient, privateKey } = found.unwrapped
  const wrapped = await wrapPrivateKey(recipient, privateKey, newPassphrase)
  privateKey.fill(0)
  await replaceKeyFile(found.from, wrapped)
}

/** A private key as its file holds it. @throws UserError where the passphrase is too weak. */
export async function wrapPrivateKey(
  recipient: string,
  privateKey: Uint8Array,
  passphrase: string,
): Promise<PrivateFile> {
  const problem = passphraseProblem(passphrase)
  if (problem !== undefined) throw new UserError(problem)
  const salt = randomBytes(16).toString('base64')
  const kdf = { name: 'scrypt', ...WRAPPING_COST, salt } as const
  const header = { fmt: 'vault-key/1', recipient, kdf } as const
  const kek = await deriveKek(passphrase, kdf)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', kek, iv, { authTagLength: 16 })
  cipher.setAAD(headerOf(header))
  kek.fill(0)
  const ct = Buffer.concat([cipher.update(privateKey), cipher.final()]).toString('base64')
  const tag = cipher.getAuthTag().toString('base64')
  return { ...header, iv: iv.toString('base64'), ct, tag }
}

async function unwrapFound(keysDir: string, passphrase: string) {
  const first = vaultPrivateKeyPath(keysDir)
  const paths = [first, ...(await keyFilesOf(keysDir, '.key.json'))]
  const found = await findKeys('VEILGATE_VAULT_PRIVATE_KEY', paths, privateFile)
  if (found.length === 0) {
    throw new UserError(`There is no private key at ${first}: nothing can be revealed here.`)
  }
  for (const { from, key } of found) {
    const unwrapped = await unwrap(key, passphrase)
    if (unwrapped !== null) return { from, unwrapped }
  }
  return null
}

async function unwrap(file: PrivateFile, passphrase: string): Promise<VaultPrivateKey | null> {
  const kek = await deriveKek(passphrase, file.kdf)
  const iv = Buffer.from(file.iv, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', kek, iv, { authTagLength: 16 })
  decipher.setAAD(headerOf(file)).setAuthTag(Buffer.from(file.tag, 'base64'))
  kek.fill(0)
  try {
    const ciphertext = Buffer.from(file.ct, 'base64')
    const privateKey = Buffer.concat([decipher.update(ciphertext), decipher.final()])
    return { recipient: file.recipient, privateKey }
  } catch {
    return null
  }
}

/** Every header field, in a fixed order: a file with one of them changed does not open. */
function headerOf({ fmt, recipient, kdf }: Pick<PrivateFile, 'fmt' | 'recipient' | 'kdf'>): Buffer {
  return Buffer.from([fmt, recipient, kdf.name, kdf.N, kdf.r, kdf.p, kdf.salt].join('|'))
}

async function deriveKek(passphrase: string, kdf: PrivateFile['kdf']): Promise<Buffer> {
  const options = { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 256 * 1024 * 1024 }
  const salt = Buffer.from(kdf.salt, 'base64')
  // NFC, so that a passphrase typed on another keyboard is the same one.
  return scryptAsync(passphrase.normalize('NFC'), salt, 32, options)
}

const scryptAsync = promisify<string, Buffer, number, ScryptOptions, Buffer>(scrypt)
