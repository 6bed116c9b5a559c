import { expect, it } from 'vitest'
import type { ExportChunk } from '@/lib/db/logins/export-logins'
import { EXPORT_COLUMNS, exportLogins } from '@/lib/db/logins/export-logins'
import { exportResponse } from '@/lib/exports/export-response'
import { endExport, exportsUnderWay } from '@/lib/exports/exports-under-way'
import { useServices } from '@/test/support/services'

// Between two tests, it also forgets the exports of the first.
const services = useServices()

it('refuses the fourth export of a user in words, and lets one go again after a cancel', async () => {
  const first = start('user-1')
  start('user-1')
  start('user-1')
  const id = crypto.randomUUID()
  const fourth = start('user-1', endless(), id)
  expect(fourth.status).toBe(429)
  const problem = 'You have 3 exports under way: let one of them end first.'
  expect(await fourth.text()).toBe(problem)
  expect(exportsUnderWay().get(id)).toEqual({ userId: 'user-1', rows: 0, state: 'failed', problem })
  expect(start('user-2').status).toBe(200)

  await first.body?.cancel()
  expect(start('user-1').status).toBe(200)
  expect(start('user-1').status).toBe(429)
})

it('lets a user begin another whose cancelled ones still wait for the database', async () => {
  let begun = 0
  const waiting = async function* (): AsyncGenerator<ExportChunk> {
    begun += 1
    await new Promise(() => {})
  }
  const slow = Array.from({ length: 3 }, () => start('user-1', waiting()).body?.getReader())
  for (const reader of slow) await reader?.read()
  await expect.poll(() => begun).toBe(3)
  for (const reader of slow) void reader?.cancel()
  expect(start('user-1').status).toBe(200)
  // Their connections are still in use.
  const others = [2, 2, 2, 3].map((user) => start(`user-${user}`).status)
  expect(others).toEqual([200, 200, 200, 200])
  expect(start('user-4').status).toBe(429)
})

it('breaks a file off that its page cancels', async () => {
  const id = crypto.randomUUID()
  const response = start('user-1', some(['a\r\n', 'b\r\n']), id)
  endExport(id, 'cancelled')
  await expect(response.text()).rejects.toThrow('The export was cancelled.')
  expect(exportsUnderWay().get(id)).toMatchObject({ state: 'cancelled' })
})

it('refuses the ninth export of all, and lets one go again after a cancel', async () => {
  const eight = [1, 1, 1, 2, 2, 2, 3, 3].map((user) => start(`user-${user}`))
  expect(eight.map(({ status }) => status)).toEqual(Array(8).fill(200))
  const ninth = start('user-4')
  expect(ninth.status).toBe(429)
  expect(await ninth.text()).toBe('8 exports are under way: try again in a while.')

  await eight[0]?.body?.cancel()
  expect(start('user-4').status).toBe(200)
  expect(start('user-4').status).toBe(429)
})

it('gives the place back at the end, whether the file is whole or not', async () => {
  for (let turn = 0; turn < 10; turn += 1) {
    const whole = start('user-1', some(['a\r\n', 'b\r\n']))
    expect(await whole.text()).toBe('column\r\na\r\nb\r\n')
    await expect(start('user-1', failing()).text()).rejects.toThrow('broken')
  }
  const states = [...exportsUnderWay().values()].map(({ state }) => state)
  expect(states.filter((state) => state === 'done')).toHaveLength(10)
  expect(states.filter((state) => state === 'failed')).toHaveLength(10)
})

it('begins with the mark that tells Excel the file is UTF-8, once', async () => {
  const response = start('user-1', some(['é\r\n', 'b\r\n']))
  expect(response.headers.get('content-disposition')).toBe(
    'attachment; filename="veilgate-things.csv"',
  )
  const bytes = Buffer.from(await response.arrayBuffer())
  expect(bytes.toString('utf8')).toBe('\uFEFFcolumn\r\né\r\nb\r\n')
})

it('breaks a file off that nobody reads, with its connection, and says so', async () => {
  await services.query(
    `INSERT INTO user_logins (message_id, sent_at)
     SELECT n::text, now() FROM generate_series(1, 5000) AS n`,
  )
  const id = crypto.randomUUID()
  const chunks = exportLogins({ filter: {}, sort: 'sent_at', order: 'desc' })
  const asked = {
    userId: 'user-1',
    what: 'logins',
    fileName: 'logins.csv',
    columns: EXPORT_COLUMNS,
    chunks,
  }
  const response = exportResponse({ ...asked, id, timeoutMs: 1_000 })
  const reader = response.body?.getReader()
  if (reader === undefined) throw new Error('There is no file.')
  await reader.read()
  await reader.read()
  await expect.poll(openSnapshots, { timeout: 10_000 }).toBe(1)
  await expect.poll(openSnapshots, { timeout: 10_000 }).toBe(0)
  const readOn = async () => {
    while (!(await reader.read()).done);
  }
  await expect(readOn()).rejects.toThrow('stopped reading')
  expect(exportsUnderWay().get(id)).toMatchObject({
    state: 'failed',
    problem: 'The download stalled and was cancelled.',
  })
  expect([1, 2, 3].map(() => start('user-1').status)).toEqual([200, 200, 200])
})

it('breaks a file off that takes too long, however steadily it is read', async () => {
  const id = crypto.randomUUID()
  const asked = { userId: 'user-1', what: 'things', fileName: 'a.csv', columns: ['column'] }
  const response = exportResponse({ ...asked, id, chunks: endless(), maxMs: 0 })
  await expect(response.text()).rejects.toThrow('Narrow the filter')
  expect(exportsUnderWay().get(id)).toMatchObject({
    state: 'failed',
    problem: 'It took longer than 2 hours. Narrow the filter and export in parts.',
  })
})

it('forgets none that runs, however many are refused', () => {
  const running = [1, 2, 3].map(() => crypto.randomUUID())
  for (const id of running) start('user-1', endless(), id)
  for (let refused = 0; refused < 600; refused += 1) start('user-1')
  expect(exportsUnderWay().size).toBeLessThanOrEqual(500)
  for (const id of running) expect(exportsUnderWay().get(id)?.state).toBe('running')
})

function start(userId: string, chunks = endless(), id?: string): Response {
  return exportResponse({
    id,
    userId,
    what: 'things',
    fileName: 'veilgate-things.csv',
    columns: ['column'],
    chunks,
  })
}

async function* some(lines: string[]): AsyncGenerator<ExportChunk> {
  for (const csv of lines) yield { csv, rows: 1 }
}

async function* endless(): AsyncGenerator<ExportChunk> {
  for (;;) yield { csv: 'a\r\n', rows: 1 }
}

async function* failing(): AsyncGenerator<ExportChunk> {
  yield { csv: 'a\r\n', rows: 1 }
  throw new Error('broken')
}

async function openSnapshots(): Promise<number> {
  const rows = await services.query(
    `SELECT 1 FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'idle in transaction'`,
  )
  return rows.length
}
