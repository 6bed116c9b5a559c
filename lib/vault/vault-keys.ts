import {
  createCipheriv,
  createDecipheriv,
  createHash,
  randomBytes,
  type ScryptOptions,
  scrypt,
} from 'node:crypto'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { readKeyFile, writeKeyFile } from '@/lib/key-file'
import { hpkeSuite, SUITE } from '@/lib/vault/suite'

/** The public half of the vault's key pair: seals, opens nothing. */
export type VaultPublicKey = { recipient: string; publicKey: Uint8Array }

const base64 = (bytes: number) =>
  z.base64().refine((text) => Buffer.from(text, 'base64').length === bytes)

const recipientId = z.string().regex(/^[0-9a-f]{12}$/)

const publicFile = z.object({
  fmt: z.literal('vault-pub/1'),
  recipient: recipientId,
  suite: z.literal(SUITE),
  key: base64(32),
})

const privateFile = z.object({
  fmt: z.literal('vault-key/1'),
  recipient: recipientId,
  kdf: z.object({
    name: z.literal('scrypt'),
    // Capped, so that a forged file cannot make its reader work for hours.
    N: z
      .int()
      .min(2)
      .max(2 ** 17),
    r: z.int().min(1).max(16),
    p: z.int().min(1).max(4),
    salt: base64(16),
  }),
  iv: base64(12),
  ct: base64(32),
  tag: base64(16),
})

type PrivateFile = z.output<typeof privateFile>

/** Where the public key of a keys folder lies. */
export const vaultPublicKeyPath = (keysDir: string) => join(keysDir, 'vault.pub.json')

/** Where the private key of a keys folder lies, wrapped by the vault passphrase. */
export const vaultPrivateKeyPath = (keysDir: string) => join(keysDir, 'vault.key.json')

/** Makes a new key pair and writes both files. @throws UserError where one of them exists. */
export async function createVaultKeys(keysDir: string, passphrase: string) {
  const suite = hpkeSuite()
  const pair = await suite.GenerateKeyPair(true)
  const publicKey = await suite.SerializePublicKey(pair.publicKey)
  const privateKey = await suite.SerializePrivateKey(pair.privateKey)
  const recipient = recipientOf(publicKey)
  const wrapped = await wrap(recipient, privateKey, passphrase)
  privateKey.fill(0)
  await writeKeyFile(vaultPrivateKeyPath(keysDir), wrapped)
  const key = Buffer.from(publicKey).toString('base64')
  await writeKeyFile(vaultPublicKeyPath(keysDir), {
    fmt: 'vault-pub/1',
    recipient,
    suite: SUITE,
    key,
  })
  return { recipient, publicKey } satisfies VaultPublicKey
}

/** Reads the public key. @throws UserError where it is missing, open to others or damaged. */
export async function loadVaultPublicKey(keysDir: string): Promise<VaultPublicKey> {
  const path = vaultPublicKeyPath(keysDir)
  const { recipient, key } = await readKeyFile(path, publicFile)
  const publicKey = Buffer.from(key, 'base64')
  if (recipientOf(publicKey) !== recipient) {
    throw new UserError(`${path} is damaged: its recipient is not its key's. Restore it.`)
  }
  return { recipient, publicKey }
}

/**
 * Reads the private key and unwraps it: 32 raw bytes, to be overwritten after use. Takes about
 * half a second, on purpose.
 * @returns null where the passphrase is wrong, or the file was tampered with: the two look alike.
 */
export async function unwrapVaultPrivateKey(
  keysDir: string,
  passphrase: string,
): Promise<{ recipient: string; privateKey: Buffer } | null> {
  const file = await readKeyFile(vaultPrivateKeyPath(keysDir), privateFile)
  const kek = await deriveKek(passphrase, file.kdf)
  const iv = Buffer.from(file.iv, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', kek, iv, { authTagLength: 16 })
  decipher.setAAD(headerOf(file)).setAuthTag(Buffer.from(file.tag, 'base64'))
  kek.fill(0)
  try {
    const privateKey = Buffer.concat([
      decipher.update(Buffer.from(file.ct, 'base64')),
      decipher.final(),
    ])
    return { recipient: file.recipient, privateKey }
  } catch {
    return null
  }
}

function recipientOf(publicKey: Uint8Array): string {
  return createHash('sha256').update(publicKey).digest('hex').slice(0, 12)
}

async function wrap(recipient: string, privateKey: Uint8Array, passphrase: string) {
  const salt = randomBytes(16).toString('base64')
  const kdf = { name: 'scrypt', N: 2 ** 17, r: 8, p: 1, salt } as const
  const header = { fmt: 'vault-key/1', recipient, kdf } as const
  const kek = await deriveKek(passphrase, kdf)
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', kek, iv, { authTagLength: 16 })
  cipher.setAAD(headerOf(header))
  kek.fill(0)
  const ct = Buffer.concat([cipher.update(privateKey), cipher.final()]).toString('base64')
  const tag = cipher.getAuthTag().toString('base64')
  return { ...header, iv: iv.toString('base64'), ct, tag } satisfies PrivateFile
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
