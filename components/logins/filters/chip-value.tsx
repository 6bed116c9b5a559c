'use client'

import type { FilterField } from '@/components/logins/filters/filter-fields'
import { excluded, included, type Value } from '@/components/logins/filters/narrow'
import { riskWords } from '@/components/logins/risk/risk-words'
import { HiddenValue } from '@/components/masked-value/hidden-value'
import { Swatch } from '@/components/masked-value/swatch'
import { TimeWords } from '@/components/time-filter/time-words'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import { shortToken } from '@/lib/model/token'

/** What a filter is set to, as its chip says it: the values, and those that are left out. */
export function ChipValue({ field, query }: { field: FilterField; query: LoginsQuery }) {
  if (field.kind === 'time') return <TimeWords choice={query} />
  if (field.kind === 'risk') return <span className="truncate">{riskWords(query)}</span>
  const key = field.key as ValueKey
  const [on, off] = [included(query, key), excluded(query, key)]
  const beginning = field.kind === 'text' ? query.user_id_starts : undefined
  const range = field.kind === 'version' ? rangeWords(query) : null
  const isMixed = off.length > 0 && (on.length > 0 || beginning !== undefined || range !== null)
  return (
    <>
      {beginning === undefined ? null : (
        <span className="truncate">
          starts with <span className="font-mono text-sm">{beginning}</span>
        </span>
      )}
      {range}
      <Values field={field} values={on} />
      {isMixed ? <span className="shrink-0">but not</span> : null}
      <Values field={field} values={off} />
    </>
  )
}

/** Of many values, a chip names so many. */
const SHOWN = 3

function Values({ field, values }: { field: FilterField; values: readonly Value[] }) {
  if (values.length === 0) return null
  const shown = values.slice(0, SHOWN)
  const more = values.length - shown.length
  if (field.kind !== 'token') {
    const words = [...shown.map((one) => one ?? 'none'), ...(more > 0 ? [`${more} more`] : [])]
    return (
      <span
        title={values.map((one) => one ?? 'none').join(', ')}
        className={field.kind === 'text' ? 'truncate font-mono text-sm' : 'truncate'}
      >
        {words.join(', ')}
      </span>
    )
  }
  return (
    <>
      {shown.map((token) => (
        <TokenValue key={String(token)} token={token === null ? null : String(token)} />
      ))}
      {more > 0 ? <span className="shrink-0">{more} more</span> : null}
    </>
  )
}

function TokenValue({ token }: { token: string | null }) {
  if (token === null) return 'none'
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

function rangeWords({ app_version_from: from, app_version_to: to }: LoginsQuery): string | null {
  if (from === undefined) return to === undefined ? null : `up to ${to}`
  return to === undefined ? `${from} and later` : `${from} to ${to}`
}
