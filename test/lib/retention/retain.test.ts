import { beforeEach, describe, expect, it } from 'vitest'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { foldAll } from '@/lib/ingest/fold-loop'
import { DAY_MS } from '@/lib/model/time/units'
import { retain } from '@/lib/retention/retain'
import { partitionLogins } from '@/test/support/database/partition-logins'
import { insertRetention } from '@/test/support/factories/retention'
import {
  monthAgo,
  storeAgedLogins,
  storeFolded,
  storeOriginals,
} from '@/test/support/fixtures/aged-logins'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { testSeed } from '@/test/support/seed'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const BY = 'ann@example.com'
const quickly = { pauseMs: 0, busyPauseMs: 10 }
const seed = testSeed()

const count = async (sql: string) =>
  Number((await services.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n)
const loginsBefore = (ms: number) =>
  count(`user_logins WHERE sent_at < to_timestamp(${ms / 1_000})`)
const wrongRollups = async () => (await checkRollups()).filter(({ wrong }) => wrong > 0)
const unusedOriginals = () =>
  count(`pii_vault AS v WHERE NOT EXISTS (SELECT FROM user_logins AS l
    WHERE l.masked_ip = v.token OR l.masked_device_id = v.token)`)

/** Into how many months the table is partitioned; what is older is in a partition of its own. */
const SHAPES = [
  ['what an upgrade leaves', 0],
  ['months that are all over', 5],
  ['a partition of many months', 2],
] as const

describe.each(SHAPES)('retention over %s', (_, months) => {
  const isPartitioned = months > 0
  beforeEach(async () => {
    if (isPartitioned) await partitionLogins(services, months)
  })

  it('keeps every login where nothing is set', async () => {
    await storeAgedLogins(200, { months: 5, seed })
    await retain(quickly)
    expect(await count('user_logins')).toBe(200)
    expect(await unusedOriginals()).toBe(0)
    expect(await wrongRollups()).toEqual([])
  })

  it('deletes what is given up and all that derived from it, and nothing else', async () => {
    await storeAgedLogins(600, { months: 5, seed })
    await storeFolded([
      maskedLogin({ sentAt: new Date(monthAgo(4)), userId: 'gone', maskedIp: token('ip', 900) }),
      maskedLogin({ userId: 'stays', maskedIp: token('ip', 901), sentAt: new Date(monthAgo(2)) }),
    ])
    await services.query(`INSERT INTO login_risks (login_sent_at, login_id, score, signals, figures)
      SELECT sent_at, id, 30, 1, '{}' FROM user_logins ON CONFLICT DO NOTHING`)
    for (const [kind, of] of [
      ['user', ['gone', 'stays']],
      ['ip', [token('ip', 900), token('ip', 901)]],
    ] as const) {
      await addReviews({ kind, subjects: [...of], mark: 'expected', note: '', by: BY })
    }
    const kept = await count(`user_logins WHERE sent_at >= to_timestamp(${monthAgo(2) / 1_000})`)
    await insertRetention('logins', 2, BY)
    expect(await retain({ ...quickly, batchRows: 50 })).toBe(true)
    expect(await loginsBefore(monthAgo(2))).toBe(0)
    expect(await count('user_logins')).toBe(kept)
    expect(await wrongRollups()).toEqual([])
    expect(await count('login_risks')).toBe(kept)
    expect(await unusedOriginals()).toBe(0)
    expect(await count('pii_vault')).toBeGreaterThan(0)
    const subjects = await services.query('SELECT subject FROM reviews ORDER BY id')
    expect(subjects).toEqual([{ subject: 'stays' }, { subject: token('ip', 901) }])
  })

  it('goes on where it was stopped, as often as that is', async () => {
    await storeAgedLogins(300, { months: 5, seed: seed + 1 })
    await insertRetention('logins', 1, BY)
    let stops = 0
    for (let batches = 1; ; batches += 3, stops += 1) {
      let left = batches
      const mayGoOn = async () => {
        left -= 1
        return left >= 0
      }
      if (await retain({ ...quickly, batchRows: 40, mayGoOn })) break
    }
    expect(stops).toBeGreaterThan(2)
    expect(await loginsBefore(monthAgo(1))).toBe(0)
    expect(await wrongRollups()).toEqual([])
    expect(await unusedOriginals()).toBe(0)
  })

  it('finishes a month that was begun, and no other, where it is to keep all again', async () => {
    await storeAgedLogins(400, { months: 5, seed: seed + 2 })
    const [second, third] = [monthAgo(4), monthAgo(3)]
    await insertRetention('logins', 1, BY)
    let left = 1
    await retain({ ...quickly, batchRows: 5, mayGoOn: async () => left-- > 0 })
    await insertRetention('logins', null, BY)
    const later = await count(`user_logins WHERE sent_at >= to_timestamp(${third / 1_000})`)
    await retain(quickly)
    expect(await loginsBefore(second)).toBe(0)
    expect(await count(`user_logins WHERE sent_at >= to_timestamp(${third / 1_000})`)).toBe(later)
    expect(await wrongRollups()).toEqual([])
  })

  it('counts right where logins are not folded yet', async () => {
    await storeAgedLogins(100, { months: 3, seed: seed + 3 })
    const run = await makeRun()
    const late = new Date(monthAgo(3) + 5 * DAY_MS)
    await store(run, [maskedLogin({ sentAt: late }), maskedLogin({ appVersionText: '9.9.9' })])
    await insertRetention('logins', 1, BY)
    const folding = isPartitioned ? foldAll() : undefined
    await retain(quickly)
    await folding
    await foldAll()
    expect(await loginsBefore(monthAgo(1))).toBe(0)
    expect(await wrongRollups()).toEqual([])
  })
})

it('counts right where a value that is given up comes again while its pairs are cleared', async () => {
  await partitionLogins(services, 5)
  const old = { maskedDeviceId: token('device', 7), maskedIp: token('ip', 7) }
  await storeFolded([
    maskedLogin({ ...old, sentAt: new Date(monthAgo(4)), userId: 'ann' }),
    maskedLogin({ sentAt: new Date(), userId: 'eve' }),
  ])
  await insertRetention('logins', 1, BY)
  const again = [
    maskedLogin({ ...old, userId: 'bob', sentAt: new Date() }),
    maskedLogin({ ...old, userId: 'cem', sentAt: new Date(), maskedIp: token('ip', 8) }),
  ]
  const mayGoOn = async () => {
    // Asked before each batch: the month of the first login is dropped, its pairs are still there.
    if (again.length > 0 && (await count(`user_logins WHERE user_id = 'ann'`)) === 0) {
      await store(await makeRun(), again.splice(0))
      await foldAll()
      expect((await wrongRollups()).length).toBeGreaterThan(0)
    }
    return true
  }
  expect(await retain({ ...quickly, mayGoOn })).toBe(true)
  await foldAll()
  expect(await count('shared_devices WHERE users = 2')).toBe(1)
  expect(await wrongRollups()).toEqual([])
})

describe('the vault', () => {
  it('keeps an original that a batch under way brings again', async () => {
    const old = maskedLogin({ sentAt: new Date(monthAgo(3)), maskedIp: token('ip', 77) })
    await storeFolded([old])
    await insertRetention('logins', 1, BY)
    const holder = new (await import('pg')).default.Client(services.databaseUrl())
    await holder.connect()
    // What a batch does: an original that is known is not sealed again, and its login comes after it.
    await holder.query('BEGIN')
    await holder.query(`INSERT INTO pii_vault VALUES ($1, 'dek', '\\x01') ON CONFLICT DO NOTHING`, [
      token('ip', 77),
    ])
    const work = retain({ ...quickly, busyPauseMs: 100 })
    await expect
      .poll(() => count(`retention_progress WHERE follow_up = 'vault'`), { timeout: 20_000 })
      .toBe(1)
    await holder.query(
      `INSERT INTO user_logins (message_id, sent_at, masked_ip) VALUES ('new', now(), $1)`,
      [token('ip', 77)],
    )
    await holder.query('COMMIT')
    await holder.end()
    await work
    expect(await count(`pii_vault WHERE token = '${token('ip', 77)}'`)).toBe(1)
    expect(await unusedOriginals()).toBe(0)
  })

  it('is left alone while tokens are being replaced', async () => {
    await storeFolded([maskedLogin({ sentAt: new Date(monthAgo(3)) })])
    await storeOriginals([token('ip', 500)])
    await services.query(
      `INSERT INTO key_rotations (old_fp, new_fp, state) VALUES ('a', 'b', 'updating')`,
    )
    await insertRetention('logins', 1, BY)
    await expect(retain({ ...quickly, busyPauseMs: 1 })).rejects.toThrow()
    expect(await count('pii_vault')).toBeGreaterThan(1)
    await services.query(`UPDATE key_rotations SET state = 'done'`)
    await retain(quickly)
    expect(await count('pii_vault')).toBe(0)
  })
})
