import { expect, test } from 'vitest'
import { HASH_COST } from '../../../../lib/auth/password/hash-cost'
import { WRAPPING_COST } from '../../../../lib/vault/wrapping-cost'

// By paths, which say the real ones: other tests get cheaper ones under these names.
test('hashing a password takes 32 MB three times, wrapping a private key 128 MB', () => {
  expect(HASH_COST).toEqual({ N: 32_768, r: 8, p: 3 })
  expect(WRAPPING_COST).toEqual({ N: 131_072, r: 8, p: 1 })
})
