import { expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { foldBatches } from '@/lib/db/rollups/fold-batches'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { foldAll, startFolding, stopFolding } from '@/lib/ingest/fold-loop'
import type { MaskedLogin } from '@/lib/model/login'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

it('counts what writers and folders do side by side exactly, a rebuild among them', async () => {
  const run = await makeRun()
  let writing = true
  const times = (count: number, work: (index: number) => Promise<void>) =>
    Promise.all(Array.from({ length: count }, (_, index) => work(index)))
  const writers = times(4, async (writer) => {
    for (let batch = 0; batch < 15; batch += 1) await store(run, crowd(writer * 1000 + batch, 60))
  })
  const rebuilds = (async () => {
    for (let round = 0; round < 3; round += 1) await rebuildRollups()
  })()
  await Promise.all([
    Promise.all([writers, rebuilds]).finally(() => {
      writing = false
    }),
    times(3, async () => {
      while (writing) await foldBatches()
    }),
    times(1, async () => {
      while (writing) expect(wrong(await checkRollups())).toEqual([])
    }),
  ])
  await foldAll()

  const checks = await checkRollups()
  expect(wrong(checks)).toEqual([])
  expect(checks.every(({ rows }) => rows > 0)).toBe(true)
  const [total] = await services.query<{ logins: string }>(
    `SELECT sum(logins) AS logins FROM login_hours WHERE device_type = '*' AND locale = '*'`,
  )
  expect(Number(total?.logins)).toBe(4 * 15 * 60)
})

it('counts distinct users, IPs and devices once, however often they come', async () => {
  const run = await makeRun()
  const early = new Date('2026-11-20T23:59:59.999Z')
  const device = token('device', 7)
  await store(run, [
    maskedLogin({ maskedDeviceId: device, userId: 'a', maskedIp: token('ip', 1) }),
    maskedLogin({ maskedDeviceId: device, userId: 'a', maskedIp: token('ip', 1), sentAt: early }),
    maskedLogin({ maskedDeviceId: device, userId: 'b', maskedIp: token('ip', 1) }),
  ])
  await foldAll()
  await store(run, [
    maskedLogin({ maskedDeviceId: device, userId: 'b', maskedIp: token('ip', 2), locale: null }),
  ])
  await foldAll()
  const rows = await services.query(
    'SELECT logins::int, users, ips, first_seen AS first FROM shared_devices',
  )
  expect(rows).toEqual([{ logins: 4, users: 2, ips: 2, first: early }])
  expect(
    await services.query(`SELECT locale, logins::int FROM login_days WHERE device_type = '=android'
                          AND day = '2026-11-21' ORDER BY locale`),
  ).toEqual([
    { locale: '*', logins: 3 },
    { locale: '-', logins: 1 },
    { locale: '=DE', logins: 2 },
  ])
})

it('folds a message that is delivered again no second time', async () => {
  const run = await makeRun()
  const login = maskedLogin()
  await store(run, [login, login])
  await store(run, [login])
  await foldAll()
  expect(await services.query('SELECT logins::int FROM login_versions')).toEqual([{ logins: 1 }])
  expect(wrong(await checkRollups())).toEqual([])
})

it('counts rows that were here before Veilgate, with whatever they lack', async () => {
  const sentAt = new Date('1970-01-01')
  await insertAdopted([
    { userId: 'a', maskedDeviceId: 'x' },
    { userId: null, maskedDeviceId: 'x', sentAt },
    { userId: 'b', maskedDeviceId: 'x' },
    { userId: null, maskedDeviceId: null, sentAt },
  ])
  await foldAll()
  const figures = 'SELECT token, logins::int, users, ips FROM shared_devices'
  expect(await services.query(figures)).toEqual([{ token: 'x', logins: 3, users: 2, ips: 0 }])
  expect(wrong(await checkRollups())).toEqual([])
  await rebuildRollups()
  expect(await services.query(figures)).toEqual([{ token: 'x', logins: 3, users: 2, ips: 0 }])
  expect(wrong(await checkRollups())).toEqual([])
})

it('finds a wrong figure', async () => {
  await store(await makeRun(), [maskedLogin()])
  await foldAll()
  await services.query('UPDATE login_days SET logins = logins + 1')
  expect(wrong(await checkRollups())).toEqual(['login_days'])
})

it('leaves a batch whose fold fails to the next one', async () => {
  await store(await makeRun(), [maskedLogin()])
  await services.query('ALTER TABLE login_hours RENAME TO login_hours_away')
  await expect(foldBatches()).rejects.toThrow()
  await services.query('ALTER TABLE login_hours_away RENAME TO login_hours')
  expect(await foldBatches()).toBe(1)
  expect(wrong(await checkRollups())).toEqual([])
})

it('folds what was committed without being asked to', async () => {
  startFolding()
  try {
    await store(await makeRun(), [maskedLogin()])
    await expect
      .poll(() => database().deviceUser.count(), { timeout: 30_000, interval: 20 })
      .toBe(1)
  } finally {
    await stopFolding()
  }
})

it('has its statements neither compiled nor read a table whole, whatever the server does by default', async () => {
  await services.query(`
    CREATE TABLE folded_with (setting text, value text);
    CREATE FUNCTION note_settings() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO folded_with SELECT name, setting FROM pg_settings WHERE name IN ('jit', 'enable_seqscan');
      RETURN NULL;
    END $$;
    CREATE TRIGGER note_settings AFTER INSERT ON device_users EXECUTE FUNCTION note_settings()`)
  await store(await makeRun(), [maskedLogin()])
  await foldAll()
  expect(await services.query('SELECT * FROM folded_with ORDER BY setting')).toEqual([
    { setting: 'enable_seqscan', value: 'off' },
    { setting: 'jit', value: 'off' },
  ])
})

/** Logins of few people, devices and IPs, so that every key is met by several writers at once. */
function crowd(seed: number, count: number): MaskedLogin[] {
  return Array.from({ length: count }, (_, index) => {
    const draw = (many: number) => Math.imul(seed * 977 + index + many, 2_654_435_761) >>> 0
    return maskedLogin({
      userId: `user-${draw(1) % 23}`,
      maskedDeviceId: token('device', draw(2) % 17),
      maskedIp: token('ip', draw(3) % 29),
      deviceType: ['android', 'ios', 'tv'][draw(4) % 3] as string,
      locale: [null, 'DE', 'US', "'); DROP TABLE user_logins;--"][draw(5) % 4] as string | null,
      sentAt: new Date(Date.UTC(2026, 10, 21) - (draw(6) % 172_800_000)),
    })
  })
}

function wrong(checks: { table: string; wrong: number }[]): string[] {
  return checks.filter((check) => check.wrong > 0).map(({ table }) => table)
}
