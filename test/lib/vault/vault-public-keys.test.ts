import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { recipientId } from '@/lib/vault/key-fields'
import { checkPublicKey, recipientOf } from '@/lib/vault/vault-public-keys'

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
