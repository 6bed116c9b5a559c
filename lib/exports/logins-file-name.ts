import { exportFileName } from '@/lib/exports/export-file-name'
import type { RecordFormat } from '@/lib/format/record-format'
import { FILTER_FIELDS, type ListedField } from '@/lib/model/login-field-list'
import { type FilterKey, partNames } from '@/lib/model/query/filter-parts'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { boundsOf } from '@/lib/model/query/time-parts'

type Context = { nowMs: number; timeZone: string }

/** The name of the file that logins of a query are exported to. */
export function loginsFileName(
  query: LoginsQuery,
  context: Context,
  format: RecordFormat = 'csv',
): string {
  const said = FILTER_FIELDS.map((field) => wordsOf(field, query))
  return exportFileName(
    {
      what: 'logins',
      time: boundsOf(query, context),
      words: said.flatMap((words) => words ?? []),
      isFiltered: said.includes(null),
      format,
    },
    context,
  )
}

/** What may be said of a filter; null where it is on, and may not be said. */
function wordsOf({ key, filter }: ListedField, query: LoginsQuery): string[] | null {
  if (filter === undefined) return []
  const [value, from, to] = partNames(key as FilterKey).map(
    (name) => query[name as keyof LoginsQuery],
  )
  switch (filter.kind) {
    case 'time':
      return []
    case 'set':
      return Array.isArray(value) ? value.map((one) => one ?? `no-${key}`) : []
    case 'version':
      return [
        ...(value === undefined ? [] : [`version-${value}`]),
        ...(from === undefined ? [] : [`from-version-${from}`]),
        ...(to === undefined ? [] : [`to-version-${to}`]),
      ]
    case 'number':
      return value === undefined ? [] : [`run-${value}`]
    case 'text':
    case 'token':
      return value === undefined ? [] : null
  }
}
