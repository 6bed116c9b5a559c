import { createHash, randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { recipientId } from '@/lib/vault/key-fields'
import {
  checkPublicKey,
  loadVaultPublicKeys,
  recipientOf,
  recipientsFolder,
} from '@/lib/vault/vault-public-keys'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const SUITE = 'x25519-hkdf-sha256-aes256gcm'
const key = randomBytes(32)
const digest = createHash('sha256').update(key).digest('hex')
const file = (recipient: string) => ({
  fmt: 'vault-pub/1' as const,
  recipient,
  suite: SUITE as never,
  key: key.toString('base64'),
})

describe('the name of a public key', () => {
  it('is 128 bits of its hash', () => {
    expect(recipientOf(key)).toBe(digest.slice(0, 32))
    expect(checkPublicKey('x', file(digest.slice(0, 32))).recipient).toBe(digest.slice(0, 32))
  })

  it('of an older key may have 48, which are kept', () => {
    expect(checkPublicKey('x', file(digest.slice(0, 12))).recipient).toBe(digest.slice(0, 12))
  })

  it('of any other length or key is refused', () => {
    for (const length of [0, 1, 11, 13, 31, 33, 64]) {
      expect(recipientId.safeParse(digest.slice(0, length)).success).toBe(false)
    }
    const lookAlike = digest.slice(0, 12) + '0'.repeat(20)
    expect(() => checkPublicKey('x', file(lookAlike))).toThrow(/not its key's/)
  })
})

describe('the public keys to seal to', () => {
  it('are never none: what is sealed to nobody could not be opened again', async () => {
    await expect(loadVaultPublicKeys(makeTestFolder('veilgate-no-keys-'))).rejects.toThrow(
      /There is no key at .*vault\.pub\.json/,
    )
  })

  it('are not taken for all of them where the further ones cannot be read', async () => {
    const keysDir = makeTestFolder('veilgate-odd-keys-')
    await writeFile(recipientsFolder(keysDir), 'no folder')
    await expect(loadVaultPublicKeys(keysDir)).rejects.toThrow(/cannot be read \(ENOTDIR\)/)
  })
})
