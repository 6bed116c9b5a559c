import { beforeEach, describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { exportBatches } from '@/lib/db/ledger/export-batches'
import { EXPORT_COLUMNS } from '@/lib/db/logins/export-logins'
import { exportRuns } from '@/lib/db/runs/export-runs'
import { BATCH_RECORD } from '@/lib/exports/records/batch-record'
import { exportRecords } from '@/lib/exports/records/export-records'
import { LOGIN_RECORD } from '@/lib/exports/records/login-record'
import { REJECTED_RECORD } from '@/lib/exports/records/rejected-record'
import { RUN_RECORD } from '@/lib/exports/records/run-record'
import { headOf, writeRecord } from '@/lib/exports/records/write-record'
import { insertRun } from '@/test/support/factories/runs'
import { useServices } from '@/test/support/services'

useServices()
const COUNTS = { received: 5, stored: 3, duplicates: 1, rejected: 1, failed: 0, acknowledged: 5 }
let runId = 0

beforeEach(async () => {
  if (runId !== 0) return
  await insertRun('failed')
  runId = await insertRun('finished')
  const moments = { startedAt: new Date(1_000), committedAt: new Date(2_000) }
  for (const lane of [0, 1]) {
    await database().ingestBatch.create({
      data: { runId, lane, ...COUNTS, ...moments },
    })
  }
})

async function textOf(chunks: AsyncGenerator<{ csv: string; rows: number }>) {
  const written = { text: '', rows: 0 }
  for await (const { csv, rows } of chunks) {
    written.text += csv
    written.rows += rows
  }
  return written
}

describe('an export of runs', () => {
  it('adds the batches of each up, newest first, with the proof', async () => {
    const { text, rows } = await textOf(exportRecords(RUN_RECORD, exportRuns({}), 'ndjson'))
    expect(rows).toBe(2)
    const [newest, failed] = text.split('\n', 2).map((line) => JSON.parse(line))
    expect(newest).toMatchObject({
      run_id: runId,
      state: 'finished',
      batches: 2,
      received: 10,
      stored: 6,
      balanced: true,
    })
    expect(failed).toMatchObject({ state: 'failed', batches: 0, problem: expect.any(String) })
  })

  it('is narrowed as the list is', async () => {
    const filter = { state: 'failed' as const }
    const { text } = await textOf(exportRecords(RUN_RECORD, exportRuns(filter), 'csv'))
    expect(text.split('\r\n')).toHaveLength(2)
    expect(text).toContain(',failed,somebody@example.com,')
  })
})

it('an export of batches holds each batch of its run, newest first', async () => {
  const { text } = await textOf(exportRecords(BATCH_RECORD, exportBatches(runId), 'csv'))
  const lines = text.trimEnd().split('\r\n')
  expect(lines.map((line) => line.split(',')[2])).toEqual(['1', '0'])
  const moments = '1970-01-01T00:00:01.000Z,1970-01-01T00:00:02.000Z'
  expect(lines[0]).toMatch(new RegExp(`^\\d+,${runId},1,${moments},5,3,1,1,0,5,true,$`))
  expect((await textOf(exportRecords(BATCH_RECORD, exportBatches(99), 'csv'))).rows).toBe(0)
})

describe('what a record consists of', () => {
  it('is, of logins, what their export has', () => {
    const names = (fields: readonly { name: string }[]) => fields.map(({ name }) => name)
    expect(names(LOGIN_RECORD)).toEqual(EXPORT_COLUMNS)
  })

  it('has no name twice, and nothing of a body', () => {
    for (const fields of [RUN_RECORD, BATCH_RECORD, REJECTED_RECORD]) {
      const names = fields.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
    }
    const names = REJECTED_RECORD.map(({ name }) => name)
    expect(names.filter((name) => /body|sealed/.test(name))).toEqual(['body_bytes'])
  })
})

it('writes several texts and truths as one field of a CSV file each', () => {
  const fields = [
    { name: 'a', type: 'texts', about: '', value: () => ['ip:null', 'not-json'] },
    { name: 'b', type: 'boolean', about: '', value: () => true },
    { name: 'c', type: 'text', about: '', value: () => '=1+1' },
    { name: 'd', type: 'text', about: '', value: () => null },
  ] as const
  expect(headOf(fields, 'csv')).toBe('a,b,c,d\r\n')
  expect(headOf(fields, 'ndjson')).toBe('')
  expect(writeRecord(fields, {}, 'csv')).toBe("ip:null not-json,true,'=1+1,\r\n")
  expect(JSON.parse(writeRecord(fields, {}, 'ndjson'))).toEqual({
    a: ['ip:null', 'not-json'],
    b: true,
    c: '=1+1',
    d: null,
  })
})
