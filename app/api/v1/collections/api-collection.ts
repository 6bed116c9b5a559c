import type { RecordField } from '@/lib/exports/records/record-field'
import type { ApiScope } from '@/lib/model/api-token'
import type { BrokenPart, QueryPart, QuerySource } from '@/lib/model/query/define-query'
import type { Page } from '@/lib/model/query/page'

/** When it is asked, and by whose calendar a time such as `yesterday` is meant. */
export type AskedAt = { nowMs: number; timeZone: string }

/** Reads some rows of what was asked for, from a place on. */
type ReadPage<Row> = (at: {
  cursor: string | null
  limit: number
}) => Promise<Pick<Page<Row>, 'rows' | 'next'>>

type Parts = Readonly<Record<string, QueryPart>>

type CollectionDefinition<Query, Row> = {
  name: ApiScope
  summary: string
  /** The page that has the same filters. */
  page: string
  query: {
    parts: Parts
    parse: (source: QuerySource) => { query: Query; brokenParts: BrokenPart[] }
    write: (query: Query) => string
  }
  /** The parts of the page's URL that narrow or order its list: what else a page has is no filter. */
  filters: readonly string[]
  fields: readonly RecordField<Row>[]
  /** How many rows are read at a time. */
  stepRows: number
  /** The same query with its times fixed, so that all pages that follow are of one span. */
  fixTimes: (query: Query, at: AskedAt) => Query
  read: (query: Query, at: AskedAt) => ReadPage<Row>
}

/** A part of the URL that narrows or orders a collection. */
export type ApiParameter = QueryPart & { name: string }

/** A list that the API has, by whatever it is asked and answers with. */
export type ApiCollection = Pick<
  CollectionDefinition<never, never>,
  'name' | 'summary' | 'page' | 'stepRows'
> & {
  parameters: readonly ApiParameter[]
  fields: readonly RecordField<unknown>[]
  /** Understands a URL's search; a cursor is under `at`, as pages have it. */
  ask: (source: URLSearchParams, at: AskedAt) => AskedOf
}

type AskedOf = {
  brokenParts: BrokenPart[]
  readPage: ReadPage<unknown>
  /** The search of what was asked for, with its times fixed and without a cursor. */
  fixedSearch: () => string
}

/** A collection of the API, from the same parts as its page and its export. */
export function defineCollection<Query, Row>(
  definition: CollectionDefinition<Query, Row>,
): ApiCollection {
  const { name, summary, page, query: parts, filters, stepRows, fixTimes, read } = definition
  return {
    name,
    summary,
    page,
    stepRows,
    parameters: filters.map((filter) => ({ ...partOf(parts.parts, filter), name: filter })),
    fields: definition.fields as readonly RecordField<unknown>[],
    ask(source, at) {
      const { query, brokenParts } = parts.parse(source)
      return {
        brokenParts,
        readPage: read(query, at),
        fixedSearch: () => parts.write({ ...fixTimes(query, at), at: undefined }),
      }
    },
  }
}

function partOf(parts: Parts, name: string): QueryPart {
  const part = parts[name]
  if (part === undefined) throw new Error(`There is no filter ${name}.`)
  return part
}
