import pg from 'pg'
import { expect, it } from 'vitest'
import { addReviews } from '@/lib/db/reviews/add-reviews'
import { exportShared } from '@/lib/db/shared/export-shared'
import { exportRecords } from '@/lib/exports/records/export-records'
import { SHARED_RECORDS } from '@/lib/exports/records/shared-record'
import type { RecordFormat } from '@/lib/format/record-format'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })

const DEVICES = 2_500

/** The export as its page downloads it. */
function fileOf(query: Parameters<typeof exportShared>[0], format: RecordFormat = 'csv') {
  return exportRecords(SHARED_RECORDS[query.kind], exportShared(query), format)
}

it('writes each device once, also one that gets a login while the file is written', async () => {
  await insertDevices()
  for (const order of ['desc', 'asc'] as const) {
    const written: string[] = []
    const lastSeen = { kind: 'device', minUsers: 2, sort: 'lastSeen', order } as const
    for await (const { csv, rows } of fileOf(lastSeen)) {
      const tokens = tokensOf(csv)
      expect(tokens).toHaveLength(rows)
      written.push(...tokens)
      // Newest first, one yet to come jumps ahead of the reader; oldest first, one read gets behind.
      await seeNow(nameOf(order === 'desc' ? 1 : DEVICES))
      await seeNow(tokens[0] as string)
    }
    expect(written).toHaveLength(DEVICES)
    expect(new Set(written).size).toBe(DEVICES)
  }
})

it('writes what is there when it begins, and nothing of what comes later', async () => {
  await insertDevices()
  const users = { kind: 'device', minUsers: 2, sort: 'users', order: 'asc' } as const
  let csv = ''
  for await (const chunk of fileOf(users)) {
    csv += chunk.csv
    await services.query(`UPDATE shared_devices SET users = users + 1000`)
    await services.query(`DELETE FROM shared_devices WHERE token = $1`, [nameOf(DEVICES)])
  }
  const lines = csv.trimEnd().split('\r\n')
  expect(lines).toHaveLength(DEVICES)
  expect(lines[0]).toBe(`${nameOf(1)},3,,1,2,2026-01-01T00:00:00.000Z,2026-02-01T00:00:01.000Z,,`)
  expect(lines.at(-1)).toContain(`${nameOf(DEVICES)},2502,,${DEVICES},2,`)
})

it('finds everything where a rebuild replaces the table meanwhile', async () => {
  await insertDevices()
  const rebuild = new pg.Client({ connectionString: services.databaseUrl() })
  await rebuild.connect()
  try {
    await rebuild.query(`
      BEGIN; LOCK TABLE shared_devices IN ACCESS EXCLUSIVE MODE;
      CREATE TABLE rebuilt (LIKE shared_devices); INSERT INTO rebuilt SELECT * FROM shared_devices;
      DROP TABLE shared_devices; ALTER TABLE rebuilt RENAME TO shared_devices`)
    const chunks = fileOf({ kind: 'device', minUsers: 2, sort: 'users', order: 'asc' })
    const first = chunks.next()
    const waiting = `
      SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = pg_locks.database
      WHERE datname = current_database() AND mode = 'AccessShareLock' AND NOT granted`
    await expect.poll(() => services.query(waiting)).toHaveLength(1)
    await rebuild.query('COMMIT')
    let written = (await first).value?.rows ?? 0
    for await (const { rows } of chunks) written += rows
    expect(written).toBe(DEVICES)
  } finally {
    await rebuild.end()
  }
})

it('writes exactly what the filter leaves', async () => {
  await insertDevices()
  for (const [device, mark] of [
    [7, 'expected'],
    [8, 'suspicious'],
    [9, 'expected'],
  ] as const) {
    const by = 'somebody@example.com'
    await addReviews({ kind: 'device', subjects: [nameOf(device)], mark, note: '', by })
  }
  const by = { kind: 'device', sort: 'users', order: 'desc' } as const
  const write = async (part: Partial<Parameters<typeof exportShared>[0]>) => {
    let csv = ''
    for await (const chunk of fileOf({ ...by, minUsers: 2, ...part })) csv += chunk.csv
    return tokensOf(csv)
  }
  expect(await write({ mark: 'expected' })).toEqual([nameOf(9), nameOf(7)])
  expect(await write({ mark: 'none' })).toHaveLength(DEVICES - 3)
  expect(await write({ mark: 'expected', minUsers: 10 })).toEqual([nameOf(9)])
  const activeSinceMs = Date.parse('2026-02-01T00:00:00Z') + (DEVICES - 1) * 1_000
  expect(await write({ activeSinceMs })).toEqual([nameOf(DEVICES), nameOf(DEVICES - 1)])
  expect(await write({ minUsers: 1_000_000 })).toEqual([])
  expect(await write({ kind: 'ip' })).toEqual([])
})

it('writes the mark of an IP and who looks after it', async () => {
  await services.query(
    `INSERT INTO shared_ips (token, logins, users, devices, first_seen, last_seen)
     VALUES ('ip', 3000000000, 3, 4, '2026-01-01 10:00+02', '2026-01-02 00:00:00.12+00')`,
  )
  await addReviews({
    kind: 'ip',
    subjects: ['ip'],
    mark: 'expected',
    note: 'an office',
    assignee: 'ann@example.com',
    by: 'somebody@example.com',
  })
  const chunks: string[] = []
  for await (const { csv } of fileOf({
    kind: 'ip',
    minUsers: 2,
    sort: 'others',
    order: 'desc',
  })) {
    chunks.push(csv)
  }
  expect(chunks).toEqual([
    'ip,3,,3000000000,4,2026-01-01T08:00:00.000Z,2026-01-02T00:00:00.120Z,expected,ann@example.com\r\n',
  ])
})

it('writes NDJSON under the names of the columns', async () => {
  await services.query(
    `INSERT INTO shared_devices (token, logins, users, ips, first_seen, last_seen)
     VALUES ('device', 3, 2, 4, '2026-01-01Z', '2026-01-02Z')`,
  )
  const all = { kind: 'device', minUsers: 2, sort: 'users', order: 'desc' } as const
  let written = ''
  for await (const { csv } of fileOf(all, 'ndjson')) written += csv
  expect(JSON.parse(written)).toEqual({
    masked_device_id: 'device',
    users: 2,
    users_in_time: null,
    logins: 3,
    ips: 4,
    first_seen: '2026-01-01T00:00:00.000Z',
    last_seen: '2026-01-02T00:00:00.000Z',
    review: null,
    assignee: null,
  })
})

/** Devices 1 to `DEVICES`, each seen a second after the one before it, by one user more. */
async function insertDevices() {
  await services.query(
    `INSERT INTO shared_devices (token, logins, users, ips, first_seen, last_seen)
     SELECT 'dv1_' || lpad(n::text, 5, '0'), n, n + 2, 2, '2026-01-01Z',
       timestamptz '2026-02-01Z' + n * interval '1 s' FROM generate_series(1, $1::int) AS n`,
    [DEVICES],
  )
}

function nameOf(device: number): string {
  return `dv1_${String(device).padStart(5, '0')}`
}

async function seeNow(token: string) {
  await services.query('UPDATE shared_devices SET last_seen = now() WHERE token = $1', [token])
}

function tokensOf(csv: string): string[] {
  return csv.split('\r\n').flatMap((line) => (line === '' ? [] : [line.split(',')[0] as string]))
}
