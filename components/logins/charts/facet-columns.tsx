'use client'

import { type Basis, FacetBars } from '@/components/logins/charts/facet-bars'
import {
  excluded,
  excluding,
  included,
  isAmong,
  toggling,
  type Value,
} from '@/components/logins/filters/narrow'
import { AllValues } from '@/components/logins/groups/group-menu'
import type { Facet, Facets } from '@/lib/db/logins/count-facets'
import type { LoginGroups } from '@/lib/db/logins/explore/group-logins'
import type { RolledUpKey } from '@/lib/db/rollups/rollup-keys'
import { formatNumber, formatTime } from '@/lib/format/format'
import { inSentence } from '@/lib/model/login-field'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { VersionKey } from '@/lib/model/query/parts/filter-parts'

type Props = {
  facets: Facets
  versions: LoginGroups
  timeZone: string
  query: LoginsQuery
  nowMs: number
  /** Narrows the list. */
  go: (change: Partial<LoginsQuery>) => void
}

const FACETS = LOGIN_FIELD_LIST.filter((field) => field.isRolledUp)

/** The most common values of some fields, a column each; as many as there is room for. */
export function FacetColumns({ facets, versions, timeZone, ...props }: Props) {
  return (
    <>
      {FACETS.map(({ key, label }, at) => (
        <FacetColumn
          key={key}
          {...props}
          by={key as RolledUpKey}
          title={`by ${inSentence(label)}`}
          facet={facets.fields[key as RolledUpKey]}
          basis={basisOf(facets, timeZone)}
          className={at === 0 ? 'hidden @lg:block' : 'hidden @2xl:block'}
        />
      ))}
      <FacetColumn
        {...props}
        by="app_version"
        title="by version"
        facet={{ counts: versions.groups, others: versions.others }}
        basis={basisOf(versions, timeZone)}
        className="hidden @5xl:block"
      />
    </>
  )
}

type FacetKey = RolledUpKey | VersionKey

type ColumnProps = Pick<Props, 'query' | 'nowMs' | 'go'> & {
  by: FacetKey
  title: string
  facet: Facet
  basis: Basis | null
  className: string
}

/** The values of a field, and how a click on one narrows the list. */
function FacetColumn({ by, query, nowMs, go, ...props }: ColumnProps) {
  const { facet } = props
  return (
    <FacetBars
      {...props}
      chosen={named(facet, included(query, by), by)}
      left={named(facet, excluded(query, by), by)}
      onToggle={(value) => go(toggling(query, by, value))}
      onLeaveOut={(value) => {
        const isOut = isAmong(excluded(query, by), by, value)
        go((isOut ? toggling : excluding)(query, by, value) ?? {})
      }}
      openAll={(words, means) => (
        <AllValues by={by} query={query} nowMs={nowMs} words={words} means={means} />
      )}
    />
  )
}

/** The values of a facet that a filter names, as the facet spells them. */
function named(facet: Facet, values: readonly Value[], key: FacetKey): (string | null)[] {
  const found = facet.counts.map(({ value }) => value)
  const unmet = values.filter((value) => !isAmong(found, key, value)) as (string | null)[]
  return [...found.filter((value) => isAmong(values, key, value)), ...unmet]
}

/** What was counted, where that is not all of the filter's logins, and why. */
function basisOf(
  { searched, completeFromMs }: Pick<Facets, 'searched' | 'completeFromMs'>,
  timeZone: string,
): Basis | null {
  if (searched !== null) {
    const newest = `newest ${formatNumber(searched)}`
    return { word: newest, means: `Counted among the ${newest} logins that were looked at` }
  }
  if (completeFromMs === null) return null
  const since = formatTime(completeFromMs, timeZone)
  return { word: 'in part', means: `Not every login before ${since} was looked at` }
}
