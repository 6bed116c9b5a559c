import { exportFileName } from '@/lib/exports/export-file-name'
import type { RecordFormat } from '@/lib/format/record-format'
import { FILTER_FIELDS, type ListedField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { type FilterKey, partNames } from '@/lib/model/query/parts/filter-parts'
import { boundsOf } from '@/lib/model/query/parts/time-parts'

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
  const [value, not, ...bounds] = partNames(key as FilterKey).map(
    (name) => query[name as keyof LoginsQuery],
  )
  const values = Array.isArray(value) ? value : []
  const left = Array.isArray(not) ? not : []
  const said = (prefix: string) => [
    ...values.map((one) => (one === null ? `no-${key}` : `${prefix}${one}`)),
    ...left.map((one) => (one === null ? `any-${key}` : `not-${prefix}${one}`)),
  ]
  switch (filter.kind) {
    case 'time':
      return []
    case 'set':
      return said('')
    case 'risk':
      return [
        ...(Array.isArray(value) ? value.map((name) => `risk-${name}`) : []),
        ...(query.risk_min === undefined ? [] : [`risk-from-${query.risk_min}`]),
      ]
    case 'version':
      return [
        ...said('version-'),
        ...bounds.flatMap((bound, at) =>
          bound === undefined ? [] : [`${at === 0 ? 'from' : 'to'}-version-${bound}`],
        ),
      ]
    case 'number':
      return said('run-')
    case 'text':
    case 'token':
      return [value, not, ...bounds].every((part) => part === undefined) ? [] : null
  }
}
