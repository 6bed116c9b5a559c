import { describe, expect, it } from 'vitest'
import { generatePassphrase, passphraseProblem } from '@/lib/vault/passphrase'
import { wrapPrivateKey } from '@/lib/vault/vault-private-keys'

const WEAK = [
  'aaaaaaaaaaaa',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  'fifteen letters',
  'password password password',
  'ababcabcdabcdeabcde',
  // Seven letters, and eight that are told apart by their case alone.
  'xkdmrtvwxkmdrvtw'.replaceAll('w', 'x'),
  'xkdmrtvX XKDMRTV'.replaceAll(' ', 'k'),
  'x'.repeat(1025),
]

describe('passphraseProblem', () => {
  it.each(WEAK)('refuses %s, and does not quote it', (passphrase) => {
    const problem = passphraseProblem(passphrase)
    expect(problem).toMatch(/^(A new|The) vault passphrase/)
    expect(problem).not.toContain(passphrase)
  })

  it('takes those that are made up here, and those of several words', () => {
    const made = Array.from({ length: 200 }, generatePassphrase)
    expect(made.filter((passphrase) => passphraseProblem(passphrase) !== undefined)).toEqual([])
    expect(passphraseProblem('four lanterns by a quiet lake')).toBeUndefined()
    expect(passphraseProblem('xkdmrtvwxkmdrvtw')).toBeUndefined()
  })

  it('is asked wherever a private key is wrapped', async () => {
    for (const passphrase of WEAK) {
      await expect(wrapPrivateKey('0123456789ab', Buffer.alloc(32, 7), passphrase)).rejects.toThrow(
        /vault passphrase/,
      )
    }
  })
})
