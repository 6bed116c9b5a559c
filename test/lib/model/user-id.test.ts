import { expect, it } from 'vitest'
import { isUserId } from '@/lib/model/user-id'

it.each(['ann', '', ' a ', 'a\tb\n', 'a\u0085b', '🐇'.repeat(128), 'x'.repeat(128)])(
  'takes %j for a user id',
  (text) => expect(isUserId(text)).toBe(true),
)

it.each(['a\0b', '\ud800', 'x'.repeat(129), '🐇'.repeat(129), 'x'.repeat(1_000_000)])(
  'does not take it for one where Postgres could not store it (%#)',
  (text) => expect(isUserId(text)).toBe(false),
)
