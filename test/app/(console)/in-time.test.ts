import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readShared } from '@/app/(console)/devices/shared-list'
import { firstEvent } from '@/app/(console)/first-event'
import { inTime } from '@/app/(console)/in-time'
import { readFigures, readFilter, readPage, readViews } from '@/app/(console)/logins/read'
import { allowanceOf } from '@/app/(console)/reveal/allowance'
import { closeHub } from '@/lib/live/hub'
import { parseLoginsQuery } from '@/lib/model/query/logins-query'
import { type FaultyDatabase, useFaultyDatabase } from '@/test/support/proxies/faulty-database'
import { useServices } from '@/test/support/services'

useServices()
let faulty: FaultyDatabase

beforeEach(async () => {
  faulty = await useFaultyDatabase()
})
afterEach(async () => {
  closeHub()
  faulty.goOn()
  await faulty.close()
})

const { query } = parseLoginsQuery(new URLSearchParams())
const FILTER = { device_id: 'dv1_ada45f_0' }
const charts = { timeZone: 'UTC', nowMs: 0 }
const shared = { kind: 'device', minUsers: 2, sort: 'users', order: 'desc', limit: 10 } as const
const admin = { id: 'somebody', email: 'somebody@example.com', role: 'admin' } as const
/** Whichever of a query and the page is given up first says it in its own words. */
const failed = { kind: 'failed', cause: expect.any(String), detail: expect.any(String) }

it('ends the reading of each page while the database hangs, with the cause', async () => {
  faulty.hang()
  const figures = readFigures({}, charts)
  const found = await Promise.all([
    readPage(query, {}),
    readFilter(FILTER),
    readShared('device', async () => shared),
    figures.count,
    figures.charts,
    readViews('somebody'),
    allowanceOf(admin),
  ])
  expect(found).toEqual([failed, failed, failed, null, null, null, null])
})

it('renders the frame without figures where they do not come at once', async () => {
  faulty.hang()
  expect(await firstEvent()).toBeNull()
})

it('says that the database did not answer where all of a page takes too long', async () => {
  await expect(inTime(new Promise(() => undefined), 20)).rejects.toThrow(
    'The database did not answer in time',
  )
})

it('leaves a failure that came in time as it is', async () => {
  vi.useFakeTimers()
  await expect(inTime(Promise.reject(new Error('refused')))).rejects.toThrow('refused')
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})
