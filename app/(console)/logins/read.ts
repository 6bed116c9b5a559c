import { attemptRead } from '@/app/(console)/attempt-read'
import { inTime } from '@/app/(console)/in-time'
import { type LinkedRow, pageWithRow } from '@/app/(console)/page-with-row'
import { fromReadSource } from '@/app/read-source'
import type { Charts } from '@/components/logins/charts/loaded-charts'
import type { DeviceUsers } from '@/components/logins/table/device-users'
import { readLedgerWatermark } from '@/lib/db/ledger/read-ledger-watermark'
import { readChart } from '@/lib/db/logins/charts/read-chart'
import { countFacets } from '@/lib/db/logins/count-facets'
import { countLogins, type LoginCount } from '@/lib/db/logins/count-logins'
import { groupLogins } from '@/lib/db/logins/explore/group-logins'
import { type LoginPage, searchLogins } from '@/lib/db/logins/search-logins'
import { snapshot } from '@/lib/db/replica/read-source'
import { countUsers } from '@/lib/db/shared/count-users'
import { currentFilter } from '@/lib/db/vault/token-alias'
import { listViews, type SavedView } from '@/lib/db/views/saved-views'
import { foldState } from '@/lib/live/fold-state'
import { log } from '@/lib/log'
import type { Loaded } from '@/lib/model/query/loaded'
import type { LoginFilter, LoginsQuery } from '@/lib/model/query/logins-query'
import type { ChartLook } from '@/lib/model/query/parts/chart-parts'
import { cursorAtRow, readRowPlace } from '@/lib/model/query/row-place'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'

const PAGE_SIZE = 200

/** A filter as `currentFilter` gives it, or why it could not be told. */
export function readFilter(filter: LoginFilter): Promise<Loaded<LoginFilter>> {
  return attemptRead('logins', () => currentFilter(filter), { what: 'filter' })
}

/**
 * One page of the list with the mark that what is new is counted from, or why it could not be read.
 * The mark comes first: what is stored between the two is announced rather than missed.
 */
export function readPage(query: LoginsQuery, filter: LoginFilter, options: PageOptions = {}) {
  return attemptRead('logins', () => readAll(query, filter, options))
}

/** Whether the page shows how many users have each device. */
type PageOptions = { withDeviceUsers?: boolean }

async function readAll(query: LoginsQuery, filter: LoginFilter, options: PageOptions) {
  const { sort, order } = query
  const [mark, folding] = await Promise.all([readLedgerWatermark(), foldState()])
  const { page, at } = await pageWithRow({ at: query.at, row: linkedRow(query) }, (cursor) =>
    searchLogins({ filter, sort, order, cursor, limit: PAGE_SIZE }),
  )
  const deviceUsers = options.withDeviceUsers ? await readDeviceUsers(page) : null
  return { page, deviceUsers, at, mark, folding }
}

function readDeviceUsers({ rows }: LoginPage): Promise<DeviceUsers> {
  const devices = rows.flatMap(({ maskedDeviceId: device }) =>
    device === null || device === HIDDEN_ORIGINAL ? [] : device,
  )
  return countUsers('device', devices)
}

/** The login that a link names. In an order that is not of time, its page is not known by its name. */
function linkedRow({ row: place, sort, order }: LoginsQuery): LinkedRow | null {
  if (place === undefined || sort !== 'sent_at') return null
  const row = readRowPlace(place)
  return { id: row.id, cursor: cursorAtRow(row, order) }
}

/**
 * How many match, and what the charts show, as of one moment, so that they add up; each null where it could
 * not be read. The count comes as soon as it is known. Neither promise fails: they stream in later.
 */
export function readFigures(
  filter: LoginFilter,
  options: { timeZone: string; nowMs: number; look?: ChartLook },
): { count: Promise<LoginCount | null>; charts: Promise<Charts> } {
  let tell: (count: LoginCount) => void = () => {}
  const counted = new Promise<LoginCount>((resolve) => {
    tell = resolve
  })
  const reading = fromReadSource(() =>
    snapshot(async (tx) => {
      tell(await countLogins(filter, tx))
      const chart = await readChart(filter, { look: {}, ...options }, tx)
      const facets = await countFacets(filter, tx)
      return { ...chart, facets, versions: await groupLogins(filter, 'app_version', tx) }
    }),
  )
  const orNull = (what: string) => (error: unknown) => {
    log.error(`logins.${what}-failed`, {}, error)
    return null
  }
  // Where the count fails, so does all that is read after it.
  const count = Promise.race([counted, reading.then(() => counted)])
  return {
    count: inTime(count).catch(orNull('count')),
    charts: inTime(reading).catch(orNull('charts')),
  }
}

/** The saved views; null where they could not be read, which is no reason to show no logins. */
export function readViews(userId: string): Promise<SavedView[] | null> {
  return inTime(listViews(userId)).catch((error) => {
    log.error('logins.views-failed', {}, error)
    return null
  })
}
