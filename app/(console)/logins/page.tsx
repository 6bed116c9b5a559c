import type { Metadata } from 'next'
import { loginsSearch } from '@/app/(console)/logins/search'
import { parseSearch, type SearchParams } from '@/app/(console)/search-params'
import { LoginsPage } from '@/components/logins/logins-page'
import { requireUser } from '@/lib/auth/require-user'
import { listDeviceTypes } from '@/lib/db/list-device-types'
import { listLogins } from '@/lib/db/list-logins'
import { describeFailure, failureCode } from '@/lib/errors'
import { log } from '@/lib/log'

export const metadata: Metadata = { title: 'Logins' }

const PAGE_SIZE = 100

/** The stored logins, masked. */
export default async function Logins({ searchParams }: { searchParams: SearchParams }) {
  await requireUser()
  const { search, ignored } = await parseSearch(loginsSearch, searchParams)
  const { order, type: deviceType, run } = search
  const found = await read({ order, deviceType, runId: run, cursor: search.at, limit: PAGE_SIZE })
  return (
    <LoginsPage
      search={{ order, deviceType, run }}
      isFirst={search.at === undefined || (found.ok && found.page.previous === null)}
      ignored={ignored}
      found={found}
    />
  )
}

async function read(query: Parameters<typeof listLogins>[0]) {
  try {
    const [page, deviceTypes] = await Promise.all([listLogins(query), listDeviceTypes()])
    return { ok: true as const, page, deviceTypes }
  } catch (error) {
    log.error('logins.read-failed', {}, error)
    return { ok: false as const, cause: describeFailure(error), detail: failureCode(error) }
  }
}
