import { setTimeout as sleep } from 'node:timers/promises'
import { beforeEach, describe, expect, it } from 'vitest'
import { countAdopted } from '@/lib/db/adopted/count-adopted'
import { database } from '@/lib/db/client'
import { checkRollups } from '@/lib/db/rollups/check-rollups'
import { env, provideEnv } from '@/lib/env'
import { drain } from '@/lib/ingest/drain'
import { foldAll } from '@/lib/ingest/fold-loop'
import { maskAdopted } from '@/lib/ingest/mask-adopted'
import { tokenOf } from '@/lib/masking/token'
import { loadTokenKeys } from '@/lib/masking/token-key'
import type { MaskedField } from '@/lib/model/masked-fields'
import { openValues } from '@/lib/reveal/open-values'
import { rotateToken } from '@/lib/reveal/rotate/rotate-token'
import { chance, random } from '@/lib/sample/random'
import { unwrapVaultPrivateKey } from '@/lib/vault/vault-private-keys'
import {
  adoptedRows,
  deviceOf,
  type Expected,
  ipOf,
  PEOPLE,
} from '@/test/support/fixtures/adopted-people'
import { adoptTable } from '@/test/support/fixtures/adopted-table'
import { formsOf } from '@/test/support/hostile/canary-forms'
import { bodyWith, PASSPHRASE, sendAll, turn } from '@/test/support/pipeline'
import { startCli } from '@/test/support/programs/cli'
import { initQuickKeys } from '@/test/support/quick-keys'
import { dumpDatabase } from '@/test/support/reveal'
import { testSeed } from '@/test/support/seed'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

beforeEach(() => {
  const dataDir = `${services.dataDir()}/${Math.random().toString(36).slice(2)}`
  provideEnv({ VEILGATE_DATA_DIR: dataDir, VEILGATE_KEYS_DIR: `${dataDir}/keys` })
})

/** Every login has the token of its value under the one key there is, and the vault opens to it. */
async function expectMasked(expected: Expected) {
  const [key, ...others] = await loadTokenKeys(env().VEILGATE_KEYS_DIR)
  if (key === undefined || others.length > 0) throw new Error('not one token key')
  const originals = new Map<string, string>()
  const wanted = (field: MaskedField, original: string | null, is: string | null) => {
    if (original === null) return is
    const token = tokenOf(key, field, original)
    originals.set(token, original)
    return token
  }
  const rows = await database().userLogin.findMany()
  expect(rows.length).toBe(expected.size)
  for (const { userId, maskedIp, maskedDeviceId } of rows) {
    const { ip, device } = expected.get(userId ?? '') ?? { ip: '', device: '' }
    expect([userId, maskedIp, maskedDeviceId]).toEqual([
      ...[userId, wanted('ip', ip, maskedIp), wanted('device_id', device, maskedDeviceId)],
    ])
    if (ip === null) expect(maskedIp).toMatch(/^[0-9a-f]{64}$/)
  }
  const unwrapped = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, PASSPHRASE)
  if (unwrapped === null) throw new Error('the passphrase is wrong')
  const opened = await openValues({ ...unwrapped, tokenKeys: [key] }, [...originals.keys()])
  expect(new Map(opened.map((one) => [one.token, 'original' in one ? one.original : one]))).toEqual(
    originals,
  )
  expect(await countAdopted()).toEqual({ ip: 0, device_id: 0 })
  await foldAll()
  expect((await checkRollups()).filter(({ wrong }) => wrong > 0)).toEqual([])
}

/** No table holds any of the people's values, in whatever form. */
async function expectNoOriginal() {
  const dump = await dumpDatabase((sql) => services.query(sql))
  expect(dump).toContain('adopted-user-1')
  for (let person = 0; person < PEOPLE; person += 11) {
    for (const form of [ipOf(person), deviceOf(person)].flatMap(formsOf)) {
      if (dump.includes(form)) throw new Error(`${form} is still there`)
    }
  }
}

const remaining = async () => {
  const [row] = await services.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM user_logins WHERE batch_id IS NULL
     AND masked_ip !~ '^ip1_' AND masked_ip !~ '^[0-9a-f]{64}$'`,
  )
  return row?.count ?? 0
}

describe('maskAdopted', { timeout: 480_000 }, () => {
  it('gives equal values equal tokens, killed at random points while ingestion goes on', async () => {
    const seed = testSeed()
    const [folds, kills] = [random(seed, 'folds'), random(seed, 'kills')]
    const { rows, expected } = adoptedRows(random(seed, 'rows'), 4_000)
    await adoptTable(services, rows)
    await initQuickKeys(PASSPHRASE)
    if (chance(folds, 0.5)) await foldAll()
    let isOver = false
    const ingesting = (async () => {
      for (let sent = 0; !isOver; ) {
        const bodies = Array.from({ length: 40 }, () => {
          sent += 1
          const person = sent % PEOPLE
          const [ip, device] = [ipOf(person), deviceOf(person)]
          expected.set(`sent-${sent}`, { ip, device })
          return bodyWith({ user_id: `sent-${sent}`, ip, device_id: device })
        })
        await sendAll(bodies)
        await turn()
        if (chance(folds, 0.3)) await foldAll()
        await sleep(20)
      }
    })()
    let killed = 0
    const total = await remaining()
    for (const share of [0.9, 0.6, 0.3]) {
      const { child, ended } = startCli('adopt', ['--mask'])
      const wanted = total * (share - kills() * 0.2)
      let isEnded = false
      void ended.then(() => {
        isEnded = true
      })
      while (!isEnded && (await remaining()) > wanted) await sleep(25)
      child.kill('SIGKILL')
      const { code, stderr } = await ended
      if (code !== null && code !== 0) throw new Error(stderr)
      if (code === null && (await remaining()) > 0) killed += 1
    }
    expect(killed).toBeGreaterThan(0)
    const { code, stdout } = await startCli('adopt', ['--mask']).ended
    isOver = true
    await ingesting
    expect(code).toBe(0)
    expect(stdout).toContain('No adopted login holds a value that looks like an original.')
    await drain({ startedBy: 'test' })
    await expectMasked(expected)
    await expectNoOriginal()
  })

  it('goes on while the token key is replaced', async () => {
    const { rows, expected } = adoptedRows(random(5, 'rows'), 3_000)
    await adoptTable(services, rows)
    await initQuickKeys(PASSPHRASE)
    const { ip, device } = { ip: ipOf(1), device: deviceOf(1) }
    await sendAll([bodyWith({ user_id: 'sent', ip, device_id: device })])
    expected.set('sent', { ip, device })
    await turn()
    const key = await unwrapVaultPrivateKey(env().VEILGATE_KEYS_DIR, PASSPHRASE)
    if (key === null) throw new Error('the passphrase is wrong')
    await Promise.all([maskAdopted(), rotateToken(key)])
    await expectMasked(expected)
    await expectNoOriginal()
  })

  it('waits for nobody to tell it twice: a second run finds nothing to do', async () => {
    await adoptTable(services, adoptedRows(random(3, 'rows'), 50).rows)
    await initQuickKeys(PASSPHRASE)
    await maskAdopted()
    const before = await services.query('SELECT ctid, * FROM user_logins ORDER BY id')
    expect(await maskAdopted()).toEqual({ ip: 0, device_id: 0 })
    expect(await services.query('SELECT ctid, * FROM user_logins ORDER BY id')).toEqual(before)
  })

  it('masks nothing with a key that the database does not know', async () => {
    await adoptTable(services, adoptedRows(random(4, 'rows'), 50).rows)
    const before = await countAdopted()
    await expect(maskAdopted()).rejects.toThrow(/npm run keys -- init/)
    expect(await countAdopted()).toEqual(before)
  })
})
