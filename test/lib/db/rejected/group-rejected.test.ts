import { beforeAll, describe, expect, it } from 'vitest'
import { exportRejected, REJECTED_EXPORT_COLUMNS } from '@/lib/db/rejected/export-rejected'
import { groupRejected } from '@/lib/db/rejected/group-rejected'
import type { RejectedFilter, RejectedGrouping } from '@/lib/model/rejected/rejected-groups'
import { HOUR_MS } from '@/lib/model/time/units'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { useServices } from '@/test/support/services'

useServices()

const today = new Date()
/** Noon of so many days ago in UTC: its day is the same in Berlin. */
const noon = (daysAgo: number) =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - daysAgo, 12))

const group = (by: RejectedGrouping, filter: RejectedFilter = {}, zone = 'UTC') =>
  groupRejected(by, filter, zone)
const counts = async (by: RejectedGrouping, filter?: RejectedFilter) =>
  (await group(by, filter)).groups.map(({ key, messages }) => [key, messages])

beforeAll(async () => {
  const at = (daysAgo: number) => ({ rejectedAt: noon(daysAgo).toISOString() })
  await insertRejected('kept', { reasons: ['ip:missing'], runId: 1, ...at(200) })
  await insertRejected('returned', {
    reasons: ['ip:missing', 'device_id:null'],
    runId: 1,
    ...at(2),
  })
  await insertRejected('kept', { reasons: ['ip:not-an-ip', 'ip:missing'], runId: 2, ...at(2) })
  await insertRejected('kept', { reasons: ['not-json'], runId: 2, ...at(3) })
  // As versions before 0.2 wrote them, and as a later one may.
  await insertRejected('discarded', { reasons: ['ip is missing.'], runId: 3, ...at(3) })
  await insertRejected('discarded', { reasons: ['ip:of-tomorrow'], runId: 3, ...at(3) })
})

describe('groupRejected', () => {
  it('counts by reason, most first, a message once for each of its reasons', async () => {
    expect(await counts('reason')).toEqual([
      ['ip:missing', 4],
      ['device_id:null', 1],
      ['ip:not-an-ip', 1],
      ['not-json', 1],
      ['unknown', 1],
    ])
    expect((await group('reason')).counted).toEqual({ count: 6, isExact: true })
  })

  it('tells of each group its states, when it was first and last seen, and its days', async () => {
    const { groups, dayStarts, daysEndMs } = await group('reason')
    const missing = groups[0]
    expect(missing).toMatchObject({
      states: { kept: 2, returning: 0, returned: 1, discarded: 1 },
      firstAt: noon(200).toISOString(),
      lastAt: noon(2).toISOString(),
    })
    const daysWith = missing?.days.flatMap((count, day) => (count === 0 ? [] : [[day, count]]))
    // The one of 200 days ago lies before the trend.
    expect(daysWith).toEqual([
      [dayStarts.length - 4, 1],
      [dayStarts.length - 3, 2],
    ])
    expect(dayStarts.at(-3)).toBe(noon(2).getTime() - 12 * HOUR_MS)
    expect(daysEndMs).toBe(noon(-1).getTime() - 12 * HOUR_MS)
  })

  it('counts by field, a message once for each of its fields', async () => {
    expect(await counts('field')).toEqual([
      ['ip', 4],
      ['message', 2],
      ['device_id', 1],
    ])
  })

  it('counts by run and by day of a zone, newest first, and what is older in one', async () => {
    expect(await counts('run')).toEqual([
      ['3', 2],
      ['2', 2],
      ['1', 2],
    ])
    const midnight = (daysAgo: number) => String(noon(daysAgo).getTime() - 12 * HOUR_MS)
    expect(await counts('day')).toEqual([
      [midnight(2), 2],
      [midnight(3), 3],
      ['0', 1],
    ])
    const inAuckland = await group('day', { runId: 2 }, 'Pacific/Auckland')
    // Noon in UTC is the next day there.
    expect(inAuckland.groups.map(({ key }) => Number(key) > Number(midnight(3)))).toEqual([
      true,
      true,
    ])
  })

  it('counts what a filter leaves', async () => {
    expect(await counts('reason', { reason: 'not-json' })).toEqual([['not-json', 1]])
    expect(await counts('field', { state: 'returned' })).toEqual([
      ['device_id', 1],
      ['ip', 1],
    ])
    expect(await counts('run', { fromMs: noon(2).getTime() })).toEqual([
      ['2', 1],
      ['1', 1],
    ])
    expect(await group('reason', { runId: 99 })).toMatchObject({
      groups: [],
      counted: { count: 0 },
    })
  })
})

describe('exportRejected', () => {
  it('writes why each was rejected, newest first, and nothing of its body', async () => {
    const lines: string[] = []
    for await (const { csv } of exportRejected({ field: 'ip', fromMs: noon(2).getTime() })) {
      lines.push(...csv.trim().split('\r\n'))
    }
    expect(lines).toHaveLength(2)
    const record = lines[0]?.split(',') ?? []
    expect(record).toHaveLength(REJECTED_EXPORT_COLUMNS.length)
    expect(record.slice(0, 4)).toEqual([
      noon(2).toISOString(),
      'kept',
      'ip:not-an-ip ip:missing',
      'user_id',
    ])
    expect(REJECTED_EXPORT_COLUMNS).not.toContain('sealed')
  })
})
