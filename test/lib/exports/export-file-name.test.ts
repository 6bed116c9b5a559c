import { describe, expect, it } from 'vitest'
import { exportFileName } from '@/lib/exports/export-file-name'
import { loginsFileName } from '@/lib/exports/logins-file-name'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { HOSTILE } from '@/test/support/hostile/hostile'

const nowMs = Date.parse('2026-11-26T14:30:00Z')
const utc = { nowMs, timeZone: 'UTC' }
const berlin = { nowMs, timeZone: 'Europe/Berlin' }
const name = (search: string, context = utc) =>
  loginsFileName(parseLoginsQuery(new URLSearchParams(search)).query, context)

describe('the file of exported logins', () => {
  it.each([
    ['', 'veilgate-logins-as-of-2026-11-26t1430z.csv'],
    ['range=yesterday&device_type=android', 'veilgate-logins-2026-11-25-android.csv'],
    ['range=this-week', 'veilgate-logins-2026-11-23-to-2026-11-29.csv'],
    ['range=24h', 'veilgate-logins-since-2026-11-25t1430.csv'],
    [
      'from=2026-11-17T14:00:00Z&to=2026-11-17T15:30:05Z',
      'veilgate-logins-2026-11-17t1400-to-2026-11-17t153005.csv',
    ],
    ['to=2026-11-18T00:00:00Z', 'veilgate-logins-until-2026-11-17.csv'],
    [
      'run_id=12&locale=&locale=DE',
      'veilgate-logins-no-locale-de-run-12-as-of-2026-11-26t1430z.csv',
    ],
    [
      'app_version_from=2.3&app_version_to=6.02',
      'veilgate-logins-from-version-2.3-to-version-6.02-as-of-2026-11-26t1430z.csv',
    ],
    [
      'locale_not=&device_type_not=ios&app_version=2.3&app_version_not=1',
      'veilgate-logins-not-ios-any-locale-version-2.3-not-version-1-as-of-2026-11-26t1430z.csv',
    ],
  ])('is called after %j', (search, file) => expect(name(search)).toBe(file))

  it('says which zone its days are of', () => {
    expect(name('range=yesterday', berlin)).toBe('veilgate-logins-2026-11-25-europe-berlin.csv')
    expect(name('from=2026-11-16T23:00:00Z&to=2026-11-17T23:00:00Z', berlin)).toBe(
      'veilgate-logins-2026-11-17-europe-berlin.csv',
    )
  })

  it.each([
    'user_id=alice%40example.com',
    'user_id_not=alice%40example.com',
    'user_id_starts=alice',
    'device_id=dv1_ada45f_3102c6d4700f7a5b81ed10f91bab2a47',
    'ip=ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
  ])('names nobody: %s', (search) => {
    expect(name(search)).toBe('veilgate-logins-filtered-as-of-2026-11-26t1430z.csv')
  })

  it('holds no original that was looked for in the wrong place', () => {
    const file = name('locale=203.0.113.135&device_type=111-22-3333')
    expect(file).toBe('veilgate-logins-filtered-as-of-2026-11-26t1430z.csv')
  })

  it('says so where it leaves words out', () => {
    const many = Array.from({ length: 9 }, (_, at) => `locale=L${at}`).join('&')
    expect(name(many)).toBe('veilgate-logins-l0-l1-l2-l3-l4-l5-filtered-as-of-2026-11-26t1430z.csv')
  })
})

it.each([...HOSTILE, '../../etc/passwd', 'a"; filename="b', 'a\r\nx: y', 'é', '..', 'CON'])(
  'makes a name that headers and systems of files take of %j',
  (word) => {
    const file = exportFileName({ what: 'things', words: [word] }, utc)
    expect(file).toMatch(/^veilgate-things-[a-z0-9.-]*as-of-2026-11-26t1430z\.csv$/)
    expect(file).not.toContain('..')
    expect(file.length).toBeLessThan(200)
  },
)

it('ends as what is in it', () => {
  const named = exportFileName({ what: 'runs', format: 'ndjson' }, utc)
  expect(named).toBe('veilgate-runs-as-of-2026-11-26t1430z.ndjson')
})
