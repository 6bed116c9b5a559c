'use client'

import type { FilterField } from '@/components/logins/filters/filter-fields'
import { riskWords } from '@/components/logins/risk/risk-words'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { TimeWords } from '@/components/time-filter/time-words'
import { HIDDEN_ORIGINAL } from '@/lib/model/hidden-original'
import type { NumberKey, SetKey, TextKey } from '@/lib/model/query/filter-parts'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import { shortToken } from '@/lib/model/token'

/** What a filter is set to, as its chip says it. */
export function ChipValue({ field, query }: { field: FilterField; query: LoginsQuery }) {
  switch (field.kind) {
    case 'time':
      return <TimeWords choice={query} />
    case 'set': {
      const values = query[field.key as SetKey]
      return <span className="truncate">{values?.map((one) => one ?? 'none').join(', ')}</span>
    }
    case 'risk':
      return <span className="truncate">{riskWords(query)}</span>
    case 'version':
      return versionWords(query)
    case 'token':
      return <TokenValue token={query[field.key as TextKey] ?? ''} />
    case 'text':
      return <span className="truncate font-mono text-sm">{query[field.key as TextKey]}</span>
    case 'number':
      return query[field.key as NumberKey]
  }
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
  const { app_version: version, app_version_from: from, app_version_to: to } = query
  if (version !== undefined) return version
  if (from === undefined) return `up to ${to}`
  return to === undefined ? `${from} and later` : `${from} to ${to}`
}
