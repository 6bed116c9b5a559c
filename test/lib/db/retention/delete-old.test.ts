import { describe, expect, it } from 'vitest'
import { findDroppedBatches } from '@/lib/db/ledger/find-dropped-batches'
import { countGivenUp } from '@/lib/db/retention/count-given-up'
import { deleteOld } from '@/lib/db/retention/delete-old'
import { readRetention } from '@/lib/db/retention/read-retention'
import { findRun } from '@/lib/db/runs/find-run'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { insertRetention } from '@/test/support/factories/retention'
import { insertBatch, insertRun } from '@/test/support/factories/runs'
import { monthAgo } from '@/test/support/fixtures/aged-logins'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })
const BY = 'ann@example.com'

const countOf = async (table: string) =>
  Number((await query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`))[0]?.n)
const at = (ms: number) => new Date(ms)

describe('batches that are given up', () => {
  it('go into the sums of their run, whose equation holds as before', async () => {
    const [one, other] = [await insertRun(), await insertRun()]
    const counts = { stored: 7, duplicates: 2, rejected: 1, acknowledged: 9 }
    for (const runId of [one, one, one, other]) await insertBatch(runId, counts)
    await insertBatch(one, { failed: 4 })
    await insertBatch(other, { stored: 1 })
    const before = await Promise.all([findRun(one), findRun(other)])
    await query(`UPDATE ingest_batches SET committed_at = $1 WHERE run_id = $2`, [
      at(monthAgo(4)),
      one,
    ])
    await insertRetention('batches', 2, BY)
    expect(await countGivenUp('batches', 2)).toEqual({ rows: 4, isMore: false })
    expect(await deleteOld('batches', 3)).toBe(3)
    expect(await deleteOld('batches', 3)).toBe(1)
    expect(await deleteOld('batches', 3)).toBe(0)
    const seconds = ({ seconds, ...run }: NonNullable<(typeof before)[0]>) => run
    const after = await Promise.all([findRun(one), findRun(other)])
    expect(after.map((run) => run && seconds(run))).toEqual(
      before.map((run) => run && seconds(run)),
    )
    expect(after[0]?.ledger).toMatchObject({ received: 34, stored: 21, failed: 4, balanced: true })
    expect(await findDroppedBatches(one)).toEqual({
      batches: 4,
      until: at(monthAgo(4)).toISOString(),
    })
    expect(await findDroppedBatches(other)).toBeNull()
  })

  it('leave the newest, and those that are not folded', async () => {
    const run = await insertRun()
    const [folded, unfolded, newest] = [
      await insertBatch(run, { stored: 1 }),
      await insertBatch(run, { stored: 1 }),
      await insertBatch(run, { stored: 1 }),
    ]
    await query('UPDATE ingest_batches SET committed_at = $1', [at(monthAgo(9))])
    await query('INSERT INTO unfolded_batches VALUES ($1)', [unfolded])
    expect(await deleteOld('batches', 10)).toBe(0)
    await insertRetention('batches', 1, BY)
    expect(await deleteOld('batches', 10)).toBe(1)
    const left = await query<{ id: string }>('SELECT id::text FROM ingest_batches ORDER BY id')
    expect(left.map(({ id }) => id)).toEqual([unfolded, newest])
    expect(folded).not.toBe(newest)
  })
})

describe('rejected messages that are given up', () => {
  it('go by when they were rejected, but for what is being returned; all stay by default', async () => {
    for (const state of REJECTED_STATES) {
      await insertRejected(state, { rejectedAt: at(monthAgo(3)).toISOString() })
      await insertRejected(state, { rejectedAt: at(monthAgo(1)).toISOString() })
    }
    expect(await deleteOld('rejected', 10)).toBe(0)
    await insertRetention('rejected', 1, BY)
    expect(await deleteOld('rejected', 2)).toBe(2)
    expect(await deleteOld('rejected', 10)).toBe(1)
    const old = await query('SELECT state FROM rejected_messages WHERE rejected_at < $1', [
      at(monthAgo(1)),
    ])
    expect(old).toEqual([{ state: 'returning' }])
    expect(await countOf('rejected_messages')).toBe(5)
  })
})

describe('what has expired', () => {
  it('goes whatever is set, and what counts stays', async () => {
    await query(`
      INSERT INTO users (id, name, email, updated_at) VALUES ('u', 'Ann', 'ann@example.com', now());
      INSERT INTO sessions (id, token, user_id, expires_at, updated_at) VALUES
        ('old', 'a', 'u', now() - interval '2 days', now()), ('new', 'b', 'u', now(), now());
      INSERT INTO set_password_links VALUES ('a', 'u', now() - interval '2 days'), ('b', 'u', now());
      INSERT INTO sign_in_attempts (account, bucket, succeeded, at) VALUES
        ('a', 'a', false, now() - interval '25 hours'), ('a', 'a', false, now() - interval '1 hour');
      INSERT INTO reveal_attempts (user_id, values, wrong, at) VALUES
        ('u', 1, true, now() - interval '25 hours'), ('u', 1, true, now() - interval '1 hour');
      INSERT INTO account_origins (user_id, origin_id, at) VALUES
        ('u', 'v', now() - interval '3 days'), ('u', 'v', now() - interval '23 hours')`)
    expect(await deleteOld('expired', 100)).toBe(5)
    expect(await deleteOld('expired', 100)).toBe(0)
    for (const table of [
      'sessions',
      'set_password_links',
      'sign_in_attempts',
      'reveal_attempts',
      'account_origins',
    ]) {
      expect([table, await countOf(table)]).toEqual([table, 1])
    }
  })
})

describe('the settings', () => {
  it('keep everything by default, and are on record', async () => {
    const before = await readRetention(10)
    expect(before.settings).toEqual({ logins: null, rejected: null, batches: null })
    expect(before.run).toMatchObject({ startedAt: null, problem: null, isFollowingUp: false })
    await insertRetention('logins', 24, BY)
    await insertRetention('logins', null, 'ben@example.com')
    const { settings, changes, sizes } = await readRetention(10)
    expect(settings.logins).toBeNull()
    expect(changes).toMatchObject([
      { kind: 'logins', keepMonths: null, changedBy: 'ben@example.com' },
      { kind: 'logins', keepMonths: 24, changedBy: BY },
    ])
    expect(sizes.user_logins?.bytes).toBeGreaterThan(0)
  })

  it('stand beside how much there is, also of a month that was analysed before it had a login', async () => {
    await query('ANALYZE user_logins')
    await insertAdopted([{ userId: 'u-1' }, { userId: 'u-2' }])
    await expect.poll(async () => (await readRetention(1)).sizes.user_logins?.rows).toBe(2)
  })

  it('refuse to keep less than a month, whoever asks', async () => {
    await expect(insertRetention('logins', 0, BY)).rejects.toThrow()
    await expect(
      query(`INSERT INTO retention_settings VALUES ('rejected', -1)`),
    ).rejects.toMatchObject({ code: '23514' })
  })
})
