import { createDecipheriv, createPublicKey, createSecretKey, KeyObject } from 'node:crypto'
import type { CipherSuite, KeyPair } from 'hpke'
import {
  IV_BYTES,
  PAD_BYTES,
  type SealedDek,
  type SealedFormat,
  TAG_BYTES,
} from '@/lib/vault/sealed-format'
import { DEK_INFO, dekAad, ENCAPSULATED_BYTES, hpkeSuite } from '@/lib/vault/suite'

/**
 * Opens a data encryption key with the private key of its recipient (32 raw bytes).
 * @throws where it was tampered with, or sealed to somebody else.
 */
export async function openDek(privateKey: Uint8Array, dek: SealedDek): Promise<KeyObject> {
  const suite = hpkeSuite()
  const secret = await suite.Open(
    await keyPairOf(suite, privateKey),
    dek.sealed.subarray(0, ENCAPSULATED_BYTES),
    dek.sealed.subarray(ENCAPSULATED_BYTES),
    { info: DEK_INFO, aad: dekAad(dek.dekId, dek.recipient) },
  )
  const key = createSecretKey(secret)
  secret.fill(0)
  return key
}

/** With the public key: by itself the library derives it by a method that Node warns of as an experiment. */
async function keyPairOf(suite: CipherSuite, raw: Uint8Array): Promise<KeyPair> {
  const privateKey = await suite.DeserializePrivateKey(raw, true)
  const { x = '' } = createPublicKey(KeyObject.from(privateKey as CryptoKey)).export({
    format: 'jwk',
  })
  const publicKey = await suite.DeserializePublicKey(Buffer.from(x, 'base64url'))
  return { privateKey, publicKey }
}

/**
 * Opens sealed bytes. `name` is the token of a value, the message id of a body.
 * @throws where a single byte differs, or where they were sealed under another name or key.
 */
export function openSealed(
  format: SealedFormat,
  key: KeyObject,
  dekId: string,
  name: string,
  sealed: Buffer,
): string {
  const ciphertext = sealed.subarray(1 + IV_BYTES, -TAG_BYTES)
  if (sealed[0] !== format.version || ciphertext.length === 0 || ciphertext.length % PAD_BYTES) {
    throw new Error('Sealed bytes are not of the expected format')
  }
  const iv = sealed.subarray(1, 1 + IV_BYTES)
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES })
  decipher.setAAD(format.aad(name, dekId))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  const padded = Buffer.concat([decipher.update(ciphertext), decipher.final()])
  const length = padded.readUIntBE(0, format.lengthBytes)
  if (format.lengthBytes + length > padded.length) {
    throw new Error('Sealed bytes are not of the expected format')
  }
  const text = padded.toString('utf8', format.lengthBytes, format.lengthBytes + length)
  padded.fill(0)
  return text
}
