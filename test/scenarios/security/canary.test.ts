import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { formsOf } from '@/test/support/hostile/canary-forms'
import { bodyWith, GOOD, ledgerTotals, sendAll, usePipeline } from '@/test/support/pipeline'
import { runCli } from '@/test/support/programs/cli'

const services = usePipeline({ visibilityTimeoutSeconds: 5 })

/** Values that stand for personal data: nothing but the vault may hold them, in any form. */
const CANARIES = {
  ip: '203.0.113.77',
  mappedIp: '::ffff:198.51.100.23',
  ipv6: '2001:DB8:CAFE:0:0:0:BEEF:7',
  canonicalIpv6: '2001:db8:cafe::beef:7',
  deviceId: '593-47-canary-5928',
  longDeviceId: 'canary-long-device',
  badIp: '299.113.77.canary',
  badBody: 'canary-not-json 192.0.2.199',
  fieldName: '192.0.2.211',
  unknownField: 'canary-extra-field',
  failing: '198.18.77.13',
}

const BODIES = [
  bodyWith({ ip: CANARIES.ip, device_id: CANARIES.deviceId }),
  bodyWith({ ip: CANARIES.mappedIp, extra: CANARIES.unknownField }),
  bodyWith({ ip: CANARIES.ipv6 }),
  bodyWith({ ip: CANARIES.badIp }),
  bodyWith({ device_id: CANARIES.longDeviceId.repeat(100) }),
  bodyWith({ app_version: CANARIES.deviceId, device_type: CANARIES.ip.repeat(9) }),
  CANARIES.badBody,
  JSON.stringify({ [CANARIES.fieldName]: CANARIES.fieldName }),
  JSON.stringify([CANARIES.ip]),
]

describe('originals', () => {
  it('are nowhere but in the vault: no table, no log, no output', async () => {
    // A row that the database refuses, so that its error paths are looked at, too.
    await services.query(
      `ALTER TABLE user_logins ADD CONSTRAINT refused CHECK (user_id <> 'refused')`,
    )
    await sendAll([...BODIES, bodyWith({ user_id: 'refused', ip: CANARIES.failing })])
    const human = await runCli('ingest')
    expect(human.code).toBe(1)
    await services.query('ALTER TABLE user_logins DROP CONSTRAINT refused')
    await sendAll(BODIES)
    const json = await runCli('ingest', ['--json'])
    expect(json.code).toBe(0)
    // The refused one comes again once it is no longer in flight, and is taken now.
    expect(await ledgerTotals()).toMatchObject({ stored: 7, rejected: 12, failed: 1 })

    const places: Record<string, string> = {
      ...(await allTablesBut('pii_vault')),
      output: human.stdout + human.stderr + json.stdout + json.stderr,
      postgresLog: await postgresLog(),
    }
    expect(Object.keys(places)).toEqual(expect.arrayContaining(['user_logins', 'ingest_batches']))
    expect(places.user_logins).toContain(GOOD.user_id)
    expect(places.output).toContain('batch.given-up')
    expect(found(places)).toEqual([])
  })

  it('would be found in any of these forms', async () => {
    for (const form of formsOf(CANARIES.deviceId)) {
      expect(found({ somewhere: `before${form}after` })).not.toEqual([])
    }
    const bytes = Buffer.from(`x${CANARIES.ip}`)
    expect(found({ somewhere: bytes.toString('base64') })).not.toEqual([])
    await insertRejected('kept', { sealed: new Uint8Array(bytes) })
    expect(found(await allTablesBut('pii_vault'))).not.toEqual([])
  })
})

/** Where which canary was found, and in which form. */
function found(places: Record<string, string>): string[] {
  const all = Object.values(CANARIES).flatMap((canary) =>
    formsOf(canary).map((form) => ({ canary, form })),
  )
  return Object.entries(places).flatMap(([place, text]) =>
    all
      .filter(({ form }) => text.includes(form))
      .map(({ canary, form }) => `${canary} in ${place} as ${form}`),
  )
}

/** Every table's rows as text; bytes appear in hex, and once more in base64. */
async function allTablesBut(left: string): Promise<Record<string, string>> {
  const tables = await services.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'`,
  )
  const dump: Record<string, string> = {}
  for (const { name } of tables.filter((table) => table.name !== left)) {
    const rows = await services.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" AS t`)
    dump[name] = rows.map(({ row }) => row).join('\n')
  }
  return dump
}

/** What the server logged; its log lies beside its data. */
async function postgresLog(): Promise<string> {
  const [row] = await services.query<{ data_directory: string }>('SHOW data_directory')
  const path = join(dirname(row?.data_directory ?? ''), 'logs', 'postgres.log')
  expect(existsSync(path)).toBe(true)
  return readFileSync(path, 'utf8')
}
