'use client'

import { type FieldName, RANGE_NAMES } from '@/components/logins/filters/filter-fields'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { formatTime } from '@/lib/format/format'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { LoginsQuery } from '@/lib/model/logins-query'
import { shortToken } from '@/lib/model/token'

/** What a filter is set to, as its chip says it. */
export function ChipValue({ field, query }: { field: FieldName; query: LoginsQuery }) {
  switch (field) {
    case 'time':
      return <TimeValue query={query} />
    case 'type':
    case 'locale':
      return (
        <span className="truncate">{query[field]?.map((one) => one ?? 'none').join(', ')}</span>
      )
    case 'version':
      return versionWords(query)
    case 'device':
    case 'ip':
      return <TokenValue token={query[field] ?? ''} />
    case 'user':
      return <span className="truncate font-mono text-sm">{query.user}</span>
    case 'run':
      return query.run
  }
}

function TimeValue({ query: { range, from, to } }: { query: LoginsQuery }) {
  const timeZone = useTimeZone()
  const now = useNow()
  if (range !== undefined) return RANGE_NAMES[range]
  const word = (at: string) => formatTime(Date.parse(at), timeZone, { now })
  if (from === undefined) return `until ${word(to ?? '')}`
  return to === undefined ? `since ${word(from)}` : `${word(from)} – ${word(to)}`
}

function TokenValue({ token }: { token: string }) {
  if (token === HIDDEN_ORIGINAL) return <HiddenValue />
  return (
    <>
      <Swatch token={token} />
      <span title={token} className="truncate font-mono text-sm">
        {shortToken(token)}…
      </span>
    </>
  )
}

function versionWords(query: LoginsQuery): string {
  const { 'version-from': from, 'version-to': to } = query
  if (query.version !== undefined) return query.version
  if (from === undefined) return `up to ${to}`
  return to === undefined ? `${from} and later` : `${from} to ${to}`
}
