import { expect, it } from 'vitest'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { foldAll } from '@/lib/ingest/fold-loop'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const login = (userId: string, day: number, device: number) =>
  maskedLogin({
    userId,
    maskedDeviceId: token('device', device),
    maskedIp: token('ip', device),
    sentAt: new Date(Date.UTC(2026, 10, day, 10)),
  })

/** Stores and folds each list, and reads the pairs of a device: user, last day, first day. */
async function pairsAfter(...batches: (readonly ReturnType<typeof login>[])[]): Promise<string[]> {
  const run = await makeRun()
  for (const batch of batches) {
    await store(run, batch)
    await foldAll()
  }
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
  const rows = await services.query<{ pair: string }>(
    `SELECT concat_ws(' ', user_id, last_day, first_seen::date) AS pair FROM device_users
     WHERE device = $1 ORDER BY 1`,
    [token('device', 1)],
  )
  return rows.map(({ pair }) => pair)
}

it('dates no pair of a device that one user has, and writes it once', async () => {
  expect(await pairsAfter([login('ann', 20, 1)])).toEqual(['ann -infinity 2026-11-20'])
  const place = () => services.query('SELECT ctid, xmin FROM device_users')
  const before = await place()
  expect(await pairsAfter([login('ann', 21, 1)], [login('ann', 22, 1)])).toEqual([
    'ann -infinity 2026-11-20',
  ])
  expect(await place()).toEqual(before)
})

it('dates all pairs of a device once a second user comes, and those that come then', async () => {
  const first = [login('ann', 20, 1), login('ann', 21, 1)]
  expect(await pairsAfter(first, [login('ben', 22, 1)])).toEqual([
    'ann 2026-11-21 2026-11-20',
    'ben 2026-11-22 2026-11-22',
  ])
  expect(await pairsAfter([login('cleo', 23, 1), login('ann', 24, 1)])).toEqual([
    'ann 2026-11-24 2026-11-20',
    'ben 2026-11-22 2026-11-22',
    'cleo 2026-11-23 2026-11-23',
  ])
})

it('dates them alike where all come at once, and beside devices of one user each', async () => {
  expect(await pairsAfter([login('ann', 20, 1), login('ben', 21, 1), login('ann', 22, 2)])).toEqual(
    ['ann 2026-11-20 2026-11-20', 'ben 2026-11-21 2026-11-21'],
  )
})

it('knows of what comes late that it was first, and that it was not last', async () => {
  const shared = [login('ann', 22, 1), login('ben', 22, 1)]
  expect(await pairsAfter(shared, [login('ann', 20, 1)], [login('ben', 21, 1)])).toEqual([
    'ann 2026-11-22 2026-11-20',
    'ben 2026-11-22 2026-11-21',
  ])
})

it('finds a first day that is wrong', async () => {
  await pairsAfter([login('ann', 20, 1)])
  for (const wrong of ["first_seen + interval '1 ms'", "first_seen - interval '1 ms'"]) {
    await services.query(`UPDATE device_users SET first_seen = ${wrong}`)
    const found = (await checkRollups()).filter((check) => check.wrong > 0)
    expect(found).toEqual([{ table: 'device_users', rows: 1, wrong: 1 }])
    await services.query("UPDATE device_users SET first_seen = '2026-11-20T10:00:00Z'")
  }
})
