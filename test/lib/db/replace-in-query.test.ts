import { expect, it } from 'vitest'
import { replaceInQuery } from '@/lib/db/replace-in-query'

it.each([
  ['device_type=ios&device_id=a&ip=b', 'device_type=ios&device_id=device_id-a&ip=ip-b'],
  // As versions before wrote views.
  ['type=ios&device=a', 'type=ios&device=device_id-a'],
  ['locale=ip&user_id=device', 'locale=ip&user_id=device'],
])('replaces the masked values of %s alone', (query, replaced) => {
  expect(replaceInQuery(query, (field, value) => `${field}-${value}`)).toBe(replaced)
})
