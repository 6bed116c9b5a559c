import { createCipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import {
  IV_BYTES,
  PAD_BYTES,
  REJECTED_BODY,
  type SealedDek,
  type SealedFormat,
  TAG_BYTES,
  VAULT_VALUE,
} from '@/lib/vault/sealed-format'
import { DEK_INFO, dekAad, hpkeSuite } from '@/lib/vault/suite'
import type { VaultPublicKey } from '@/lib/vault/vault-public-keys'

const DEK_MAX_AGE_MS = 15 * 60_000
const DEK_MAX_VALUES = 65_536

/** Seals values under one data encryption key; cannot open what it sealed. */
export type Sealer = {
  dekId: string
  /** The key it seals with, sealed to each recipient. */
  deks: readonly SealedDek[]
  sealValue(token: string, original: string): Buffer
  sealBody(messageId: string, body: string): Buffer
}

type Dek = {
  dekId: string
  sealed: readonly SealedDek[]
  key: KeyObject
  madeAtMs: number
  values: number
}

/**
 * Hands out sealers for the owners of public keys, each of whom can open what was sealed. The key
 * within is replaced after 15 minutes or 65,536 values, and never leaves this process but sealed. A
 * timer drops it after those minutes even if nothing comes any more, so that an idle process does not
 * keep the key of what it sealed last.
 * @returns a function that takes how many values are about to be sealed.
 */
export function sealTo(recipients: readonly VaultPublicKey[]): (values: number) => Promise<Sealer> {
  let current: Dek | undefined
  return async (values) => {
    let dek = current
    if (dek === undefined || isSpent(dek, values)) {
      // Two lanes may each make one here; one of them is used once, which harms nobody.
      const made = await newDek(recipients)
      dek = made
      current = made
      const drop = () => {
        if (current === made) current = undefined
      }
      setTimeout(drop, DEK_MAX_AGE_MS).unref()
    }
    dek.values += values
    return sealerOf(dek, values)
  }
}

function isSpent(dek: Dek, values: number): boolean {
  return dek.values + values > DEK_MAX_VALUES || performance.now() - dek.madeAtMs > DEK_MAX_AGE_MS
}

async function newDek(recipients: readonly VaultPublicKey[]): Promise<Dek> {
  const dekId = randomBytes(12).toString('hex')
  const secret = randomBytes(32)
  const sealed = await Promise.all(recipients.map((to) => sealDek(dekId, secret, to)))
  const key = createSecretKey(secret)
  secret.fill(0)
  return { dekId, sealed, key, madeAtMs: performance.now(), values: 0 }
}

/** Seals a data encryption key (32 raw bytes) to a recipient, by HPKE. */
export async function sealDek(
  dekId: string,
  secret: Uint8Array,
  { recipient, publicKey }: VaultPublicKey,
): Promise<SealedDek> {
  const suite = hpkeSuite()
  const { encapsulatedSecret, ciphertext } = await suite.Seal(
    await suite.DeserializePublicKey(publicKey),
    secret,
    { info: DEK_INFO, aad: dekAad(dekId, recipient) },
  )
  return { dekId, recipient, sealed: Buffer.concat([encapsulatedSecret, ciphertext]) }
}

function sealerOf({ dekId, sealed: deks, key }: Dek, values: number): Sealer {
  const nextIv = ivSource(values)
  const seal = (format: SealedFormat, name: string, text: string) =>
    sealText(format, { key, iv: nextIv(), aad: format.aad(name, dekId) }, text)
  return {
    dekId,
    deks,
    sealValue: (token, original) => seal(VAULT_VALUE, token, original),
    sealBody: (messageId, body) => seal(REJECTED_BODY, messageId, body),
  }
}

/** IVs of 96 random bits each. They are drawn together: a call for each took 4 % of a drain. */
function ivSource(values: number): () => Buffer {
  let drawn = Buffer.alloc(0)
  return () => {
    if (drawn.length === 0) drawn = randomBytes(IV_BYTES * Math.max(1, values))
    const iv = drawn.subarray(0, IV_BYTES)
    drawn = drawn.subarray(IV_BYTES)
    return iv
  }
}

function sealText(
  format: SealedFormat,
  { key, iv, aad }: { key: KeyObject; iv: Buffer; aad: Buffer },
  text: string,
) {
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  cipher.setAAD(aad)
  const padded = pad(format, text)
  const sealed = Buffer.concat([
    Buffer.from([format.version]),
    iv,
    cipher.update(padded),
    cipher.final(),
    cipher.getAuthTag(),
  ])
  padded.fill(0)
  return sealed
}

function pad({ lengthBytes }: SealedFormat, text: string): Buffer {
  const bytes = Buffer.from(text)
  const total = Math.ceil((lengthBytes + bytes.length) / PAD_BYTES) * PAD_BYTES
  const padded = Buffer.alloc(total)
  padded.writeUIntBE(bytes.length, 0, lengthBytes)
  bytes.copy(padded, lengthBytes)
  return padded
}
