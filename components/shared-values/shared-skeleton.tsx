'use client'

import { SharedTable } from '@/components/shared-values/shared-table'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { TableSkeleton } from '@/components/table/table-skeleton'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

/** The list of shared devices, or IPs, while it loads. */
export function SharedSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <Page title={words.title} subtitle="shared by several users">
      <TableSkeleton label={`Loading the shared ${words.many}`} withFilters>
        <SharedTable kind={kind} rows={[]} query={UNFILTERED} />
      </TableSkeleton>
    </Page>
  )
}

const UNFILTERED = sharedQuery.parse({}).query
