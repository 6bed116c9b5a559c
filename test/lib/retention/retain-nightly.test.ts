import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { takeLease } from '@/lib/db/leases/take-lease'
import { isRetentionDue } from '@/lib/db/retention/note-progress'
import { readRetention } from '@/lib/db/retention/read-retention'
import { readRetentionAge } from '@/lib/db/retention/read-retention-age'
import { retainAlone, retainNightly } from '@/lib/retention/retain-nightly'
import { insertRetention } from '@/test/support/factories/retention'
import { monthAgo, storeFolded } from '@/test/support/fixtures/aged-logins'
import { maskedLogin } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })
const going = () => new AbortController().signal

async function giveUpOne() {
  await storeFolded([maskedLogin({ sentAt: new Date(monthAgo(3)) })])
  await insertRetention('logins', 1, 'ann@example.com')
}

describe('the nightly work', () => {
  it('is done once a night, and says what it deleted and when', async () => {
    await giveUpOne()
    expect(await isRetentionDue()).toBe(true)
    await retainNightly(going())
    expect(await isRetentionDue()).toBe(false)
    const { run, results } = await readRetention(1)
    expect(run).toMatchObject({ problem: null, isFollowingUp: false })
    expect(results.logins?.rows).toBe(1)
    expect(results.vault?.rows).toBe(2)
    expect(results.rejected).toMatchObject({ rows: 0, deletedAt: null })
    await query(`UPDATE retention_progress SET finished_at = now() - interval '25 hours'`)
    expect(await isRetentionDue()).toBe(true)
  })

  it('remembers what was last deleted where there was nothing since', async () => {
    await giveUpOne()
    await retainAlone({ pauseMs: 0 })
    const before = (await readRetention(1)).results.logins
    await retainAlone({ pauseMs: 0 })
    const after = (await readRetention(1)).results.logins
    expect(after).toMatchObject({ rows: 1, deletedAt: before?.deletedAt })
  })

  it('is done by one process at a time', async () => {
    await giveUpOne()
    await takeLease('retention', randomUUID(), 60)
    expect(await retainAlone({})).toEqual({ kind: 'elsewhere' })
    expect((await readRetention(1)).run.startedAt).toBeNull()
    await query(`UPDATE leases SET held_until = now() - interval '1 second'`)
    expect(await retainAlone({ pauseMs: 0 })).toEqual({ kind: 'done' })
  })

  it('does what it can where a month cannot be dropped, and tries that again an hour later', async () => {
    await giveUpOne()
    expect(await readRetentionAge()).toBeNull()
    await query('ALTER FUNCTION retain_logins RENAME TO elsewhere')
    await retainNightly(going())
    await query(`UPDATE retention_progress SET completed_at = now() - interval '51 hours'`)
    const { run, results } = await readRetention(1)
    expect(run.problem).not.toBeNull()
    expect(results.logins).toBeUndefined()
    expect(results.expired?.finishedAt).toBeDefined()
    expect(await isRetentionDue()).toBe(false)
    await query('ALTER FUNCTION elsewhere RENAME TO retain_logins')
    await query(`UPDATE retention_progress SET finished_at = now() - interval '61 minutes'`)
    expect(await isRetentionDue()).toBe(true)
    // A process that ends in the middle of it leaves that to the next one.
    const stopping = new AbortController()
    stopping.abort()
    await retainNightly(stopping.signal)
    expect(await isRetentionDue()).toBe(true)
    expect(await readRetentionAge()).toBeGreaterThan(50 * 3_600)
    await retainNightly(going())
    expect(await readRetentionAge()).toBeLessThan(3_600)
    expect((await readRetention(1)).results.logins?.rows).toBe(1)
    expect(await isRetentionDue()).toBe(false)
  })

  it('is left to whoever comes next where its process ends', async () => {
    await giveUpOne()
    const stopping = new AbortController()
    stopping.abort()
    await retainNightly(stopping.signal)
    expect(await isRetentionDue()).toBe(true)
    await retainNightly(going())
    expect(await isRetentionDue()).toBe(false)
  })

  it('says why it did not come to its end, and lets go', async () => {
    await giveUpOne()
    await query('ALTER TABLE login_risks RENAME TO elsewhere')
    await retainNightly(going())
    const { run } = await readRetention(1)
    expect(run.problem).not.toBeNull()
    expect(run.isFollowingUp).toBe(true)
    await query('ALTER TABLE elsewhere RENAME TO login_risks')
    expect(await retainAlone({ pauseMs: 0 })).toEqual({ kind: 'done' })
    expect((await readRetention(1)).run).toMatchObject({ problem: null, isFollowingUp: false })
  })
})
