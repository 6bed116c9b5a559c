import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { afterAll } from '@/lib/db/logins/login-conditions'
import { planLoginSearch } from '@/lib/db/logins/plan-login-search'
import { NOW, useFigures } from '@/test/support/fixtures/figures'

const services = useFigures()

it.each([
  ['ab', 'ac'],
  ['a\u{ff}', 'a\u{100}'],
  ['a\ud7ff', 'a\ue000'],
  ['a\u{10ffff}', 'b'],
  ['\u{10ffff}', null],
])('what is behind all that begin with %j is %j', (beginning, next) => {
  expect(afterAll(beginning)).toBe(next)
})

it('searches by what is taken in, and never by what is left out', async () => {
  const left = { excluded: { locale: [null], device_type: ['ios'] } }
  expect((await planLoginSearch(left)).dimension).toBeNull()
  expect((await planLoginSearch({ ...left, user_id: ['user-5', 'user-6'] })).dimension).toBe(
    'user_id',
  )
  const both = await planLoginSearch({
    user_id_starts: 'user-8',
    excluded: { user_id: ['user-80'] },
  })
  expect(both.dimension).toBe('user_id')
  // What the index finds is held against what is left out, too.
  expect(both.rest.sql).toContain('user_id')
})

it('searches by any other part rather than by the time, which its index has as well', async () => {
  const lately = { fromMs: NOW - 86_400_000 }
  const one = await planLoginSearch({ fromVersion: 10_200, toVersion: 10_200, ...lately })
  expect(one.dimension).toBe('app_version')
  expect(one.indexRanges.map(({ sql }) => sql)).toEqual([expect.stringContaining('sent_at')])
  const time = await planLoginSearch(lately)
  expect(one.atLeast).toBeLessThanOrEqual(time.atLeast)
  expect((await planLoginSearch({ locale: ['DE'], ...lately })).dimension).toBe('locale')
})

it('searches by a short time rather than by more ranges than it has logins', async () => {
  const versions = { fromVersion: 10_000, toVersion: 19_900 }
  const { dimension } = await planLoginSearch({ ...versions, fromMs: NOW - 1, toMs: NOW })
  expect(dimension).toBe('sent_at')
})

it('takes a beginning for a range of the index only where the database sorts by bytes', async () => {
  const filter = { user_id_starts: 'user-8' }
  expect((await planLoginSearch(filter)).dimension).toBe('user_id')
  await services.query(
    'ALTER TABLE user_logins ALTER COLUMN user_id TYPE varchar(128) COLLATE "POSIX"',
  )
  try {
    expect((await planLoginSearch(filter, database())).dimension).toBeNull()
  } finally {
    await services.query(
      'ALTER TABLE user_logins ALTER COLUMN user_id TYPE varchar(128) COLLATE "default"',
    )
  }
})
