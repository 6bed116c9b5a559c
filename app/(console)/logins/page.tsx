import type { Metadata } from 'next'
import { cookies } from 'next/headers'
import { readCharts, readCount, readPage } from '@/app/(console)/logins/read'
import type { SearchParams } from '@/app/(console)/search-params'
import { LOGIN_COLUMN_IDS } from '@/components/logins/column-ids'
import { LoginsPage } from '@/components/logins/logins-page'
import { parseTableLook } from '@/components/logins/table-look'
import { requireUser } from '@/lib/auth/require-user'
import { filterOf, parseLoginsQuery } from '@/lib/logins-query'
import { PREFERENCE, parseTimeZone } from '@/lib/preferences'

export const metadata: Metadata = { title: 'Logins' }

/** The stored logins, masked. The count and the charts stream in after the rows. */
export default async function Logins({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const [search, jar] = await Promise.all([searchParams, cookies()])
  const { query, broken } = parseLoginsQuery(search)
  const nowMs = Date.now()
  const filter = filterOf(query, nowMs)
  const timeZone = parseTimeZone(jar.get(PREFERENCE.timeZone)?.value)
  const count = readCount(filter)
  const charts = readCharts(filter, { timeZone, nowMs })
  const look = jar.get(PREFERENCE.loginsTable)?.value
  return (
    <LoginsPage
      query={query}
      broken={broken}
      found={await readPage(query, filter)}
      count={count}
      charts={charts}
      nowMs={nowMs}
      span={{ fromMs: filter.fromMs, toMs: filter.toMs }}
      initialLook={parseTableLook(look, LOGIN_COLUMN_IDS)}
    />
  )
}
