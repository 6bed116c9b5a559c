import { expect, it } from 'vitest'
import { judgeLogins } from '@/lib/db/risks/judge-logins'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { transaction } from '@/lib/db/transaction'
import { eraseLogins } from '@/lib/db/vault/erase-logins'
import { retokenLogins } from '@/lib/db/vault/retoken-logins'
import { retain } from '@/lib/retention/retain'
import { insertRetention } from '@/test/support/factories/retention'
import { monthAgo, storeFolded } from '@/test/support/fixtures/aged-logins'
import { maskedLogin, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const [SHARED, OWN, RENEWED] = [token('device', 1), token('device', 2), token('device', 3)]

/** Logins of bob on two devices long ago, and again; of ann, on one of them. Retention has left those of last month. */
async function loginsOfLastMonth() {
  const login = (userId: string, maskedDeviceId: string, months: number, day: number) =>
    maskedLogin({ userId, maskedDeviceId, sentAt: new Date(monthAgo(months) + day * 86_400_000) })
  await storeFolded([
    login('bob', SHARED, 4, 0),
    login('ann', SHARED, 4, 0),
    login('bob', OWN, 4, 1),
    login('ann', SHARED, 1, 0),
    login('bob', OWN, 1, 2),
    login('bob', SHARED, 1, 5),
    login('ann', SHARED, 1, 9),
  ])
  await insertRetention('logins', 2, 'ann@example.com')
  await retain({ pauseMs: 0, busyPauseMs: 10 })
}

async function erase(until: Date) {
  const erasing = { userId: 'ann', until, replacedBy: null, userHash: 'hash' }
  await transaction((tx) => eraseLogins(tx, erasing))
}

const risks = () => services.query('SELECT figures FROM login_risks')
const firstsOn = (device: string) =>
  services.query('SELECT user_id AS of, first_seen AS at FROM device_users WHERE device = $1', [
    device,
  ])

it('an erasure makes no device new on which others were before all logins that are kept', async () => {
  await loginsOfLastMonth()
  expect(await risks()).toEqual([])
  await erase(new Date())
  expect(await risks()).toEqual([])
  expect(await firstsOn(SHARED)).toEqual([{ of: 'bob', at: new Date(monthAgo(4)) }])
})

it('nor does one after the token key was replaced', async () => {
  await loginsOfLastMonth()
  await services.query('INSERT INTO pii_alias (old, new) VALUES ($1, $2)', [SHARED, RENEWED])
  const [rotation] = await services.query<{ id: number }>(
    `INSERT INTO key_rotations (old_fp, new_fp, state) VALUES ('a', 'b', 'updating') RETURNING id`,
  )
  await retokenLogins(rotation?.id ?? 0)
  await erase(new Date())
  expect(await risks()).toEqual([])
  expect(await firstsOn(RENEWED)).toEqual([{ of: 'bob', at: new Date(monthAgo(4)) }])
})

it('nor does a rebuild, which computes what an upgrade could not tell', async () => {
  await loginsOfLastMonth()
  await rebuildRollups()
  await judgeLogins(0)
  expect(await risks()).toEqual([])
  const both = [
    { of: 'bob', at: new Date(monthAgo(4)) },
    { of: 'ann', at: new Date(monthAgo(4)) },
  ]
  expect(await firstsOn(SHARED)).toEqual(expect.arrayContaining(both))
  await services.query(`UPDATE device_users SET first_seen = '-infinity'`)
  await rebuildRollups()
  expect(await firstsOn(OWN)).toEqual([{ of: 'bob', at: new Date(monthAgo(1) + 2 * 86_400_000) }])
})

it('an erasure forgets since when the person had a device that a later login is on', async () => {
  await loginsOfLastMonth()
  await erase(new Date(monthAgo(1) + 86_400_000))
  expect(await firstsOn(SHARED)).toEqual(
    expect.arrayContaining([{ of: 'ann', at: new Date(monthAgo(1) + 9 * 86_400_000) }]),
  )
})
