import { expect, it } from 'vitest'
import { replaceInQuery } from '@/lib/db/replace-in-query'
import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'

it.each([
  ['device_type=ios&device_id=a&ip=b', 'device_type=ios&device_id=device_id-a&ip=ip-b'],
  // As versions before wrote views.
  ['type=ios&device=a', 'type=ios&device=device_id-a'],
  ['locale=ip&user_id=device', 'locale=ip&user_id=device'],
  ['ip=a&locale=DE&ip=b&ip=c', 'ip=ip-a&locale=DE&ip=ip-b&ip=ip-c'],
  ['device_id_not=a&device_id_not=b', 'device_id_not=device_id-a&device_id_not=device_id-b'],
])('replaces the masked values of %s alone', (query, replaced) => {
  const replace = (field: string, value: string) => `${field}-${value}`
  expect(replaceInQuery(query, MASKED_FIELD_NAMES, replace)).toBe(replaced)
})

it('replaces a user id wherever it is named', () => {
  const query = 'user_id=ann&user_id=ben&user_id_not=ann&user_id_starts=ann&locale=ann'
  const replace = (_: string, value: string) => (value === 'ann' ? 'nobody' : value)
  expect(replaceInQuery(query, ['user_id'], replace)).toBe(
    'user_id=nobody&user_id=ben&user_id_not=nobody&user_id_starts=nobody&locale=ann',
  )
  expect(replaceInQuery('user=ann', ['user_id'], replace)).toBe('user=nobody')
})

it('leaves a query as it is written where no value changes', () => {
  const query = 'ip=b&ip=a&user_id=a%20b'
  expect(replaceInQuery(query, MASKED_FIELD_NAMES, (_, value) => value)).toBe(query)
})
