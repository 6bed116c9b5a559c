import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { changeRetention } from '@/lib/db/retention/change-retention'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import { transaction } from '@/lib/db/transaction'
import { provideEnv } from '@/lib/env'
import type { KeepMonths } from '@/lib/model/retention/retention-kinds'
import { setRetention } from '@/lib/reveal/manage-retention'
import { PASSPHRASE } from '@/test/support/pipeline'
import { initQuickKeys } from '@/test/support/quick-keys'
import { ADMIN, asAdmin, asOperator, logLines, readLog } from '@/test/support/reveal'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

beforeEach(async () => {
  provideEnv({ VEILGATE_KEYS_DIR: `${services.dataDir()}/${randomUUID()}` })
  await initQuickKeys(PASSPHRASE)
})

/** A session that was left open, or stolen. */
const longAgo = { user: { ...ADMIN, signedInAt: new Date(0) } }
const keep = (keepMonths: KeepMonths, passphrase = '') =>
  setRetention(longAgo, { kind: 'logins', keepMonths, passphrase })
const kept = async () => (await readRetentionSettings()).logins

describe('a retention period', () => {
  it('is made shorter with the passphrase alone, long after signing in', async () => {
    expect((await keep(12)).kind).toBe('not-confirmed')
    expect((await keep(12, 'wrong')).kind).toBe('wrong-passphrase')
    expect(await kept()).toBeNull()
    expect(await keep(12, PASSPHRASE)).toEqual({ kind: 'done' })
    expect((await keep(11)).kind).toBe('not-confirmed')
    expect(await kept()).toBe(12)
  })

  it('is made longer without it, and shorter just after signing in', async () => {
    expect(await setRetention(asAdmin, { kind: 'logins', keepMonths: 12 })).toEqual({
      kind: 'done',
    })
    for (const months of [12, 13, null]) {
      expect(await keep(months)).toEqual({ kind: 'done' })
      expect(await kept()).toBe(months)
    }
  })

  it('is on record with what was set before', async () => {
    await keep(12, PASSPHRASE)
    await keep(null)
    expect((await readLog()).map(({ outcome, subject }) => [outcome, subject])).toEqual([
      ['asked', 'logins: kept for 12 months; before: kept forever'],
      ['done', 'logins: kept for 12 months; before: kept forever'],
      ['done', 'logins: kept forever; before: kept for 12 months'],
    ])
    const changes = await services.query('SELECT keep_months FROM retention_changes ORDER BY id')
    expect(changes).toEqual([{ keep_months: 12 }, { keep_months: null }])
  })

  it('is not set where another one was meanwhile: it may be shorter than that', async () => {
    const change = { kind: 'logins', keepMonths: 24, by: ADMIN.email } as const
    const set = (before: KeepMonths) =>
      transaction((tx) => changeRetention(tx, { ...change, before }))
    expect(await set(12)).toBe(false)
    expect(await set(null)).toBe(true)
    expect(await set(null)).toBe(false)
    expect(await kept()).toBe(24)
  })

  it('is refused to operators, on record', async () => {
    const asked = { kind: 'logins', keepMonths: 1, passphrase: PASSPHRASE } as const
    expect((await setRetention(asOperator, asked)).kind).toBe('refused')
    expect(await logLines()).toEqual(['manage-retention refused'])
    expect(await kept()).toBeNull()
  })

  it('is a month at least, or everything, of what there is', async () => {
    const kindOf = async (given: unknown) => (await setRetention(asAdmin, given as never)).kind
    expect(await kindOf({ kind: 'batches', keepMonths: null })).toBe('done')
    expect(await kindOf({ kind: 'batches', keepMonths: 1 })).toBe('done')
    for (const keepMonths of [0, -1, 1.5, 1_201, '3', undefined]) {
      expect([keepMonths, await kindOf({ kind: 'logins', keepMonths })]).toEqual([
        keepMonths,
        'invalid',
      ])
    }
    expect(await kindOf({ kind: 'reveal_log', keepMonths: 1 })).toBe('invalid')
  })
})
