import { sharedFilter } from '@/app/(console)/devices/shared-filter'
import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { listShared } from '@/lib/db/shared/list-shared'
import { SHARED_RECORDS } from '@/lib/exports/records/shared-record'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared-values'

const FILTERS = ['users', 'active', 'since', 'sort', 'order']

/** The devices that several users share. */
export const DEVICES = sharedCollection('device', 'devices', 'Devices', [...FILTERS, 'mark'])

/** The IPs that several users share. */
export const IPS = sharedCollection('ip', 'ips', 'IPs', FILTERS)

function sharedCollection(
  kind: SharedKind,
  name: 'devices' | 'ips',
  label: string,
  filters: readonly string[],
) {
  return defineCollection({
    name,
    summary: `${label} that several users share, most users first unless told otherwise`,
    page: `/${name}`,
    query: sharedQuery,
    filters,
    fields: SHARED_RECORDS[kind],
    // Fewer than one search looks at.
    stepRows: 300,
    fixTimes: (query, { nowMs }) => {
      const { activeSinceMs } = sharedFilter(kind, query, nowMs)
      const since = activeSinceMs === undefined ? undefined : new Date(activeSinceMs).toISOString()
      return { ...query, active: undefined, since }
    },
    read: (query, { nowMs }) => {
      const { sort, order } = query
      const filter = sharedFilter(kind, query, nowMs)
      return ({ cursor, limit }) => listShared({ ...filter, sort, order, cursor, limit })
    },
  })
}
