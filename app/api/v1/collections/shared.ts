import { defineCollection } from '@/app/api/v1/collections/api-collection'
import { activeSince, sharedFilter } from '@/app/filters/shared-filter'
import { listShared } from '@/lib/db/shared/list-shared'
import { SHARED_RECORDS } from '@/lib/exports/records/shared-record'
import { sharedQuery } from '@/lib/model/query/shared-query'
import type { SharedKind } from '@/lib/model/shared/shared-values'

const FILTERS = ['users', 'recent', 'active', 'since', 'new', 'token', 'mark', 'sort', 'order']

/** The devices that several users share. */
export const DEVICES = sharedCollection('device', 'devices', 'Devices')

/** The IPs that several users share. */
export const IPS = sharedCollection('ip', 'ips', 'IPs')

function sharedCollection(kind: SharedKind, name: 'devices' | 'ips', label: string) {
  return defineCollection({
    name,
    summary: `${label} that several users share, most users first unless told otherwise`,
    page: `/${name}`,
    query: sharedQuery,
    filters: FILTERS,
    fields: SHARED_RECORDS[kind],
    // Fewer than one search looks at.
    stepRows: 300,
    fixTimes: (query, { nowMs }) => {
      const activeSinceMs = activeSince(query, nowMs)
      const since = activeSinceMs === undefined ? undefined : new Date(activeSinceMs).toISOString()
      return { ...query, active: undefined, since }
    },
    read: (query, { nowMs }) => {
      const { sort, order } = query
      // A token stands for no person, so that “mine” is nobody’s.
      return async ({ cursor, limit }) =>
        listShared({
          ...(await sharedFilter(kind, query, { nowMs, email: '' })),
          sort,
          order,
          cursor,
          limit,
        })
    },
  })
}
