import { chooseFormat } from '@/app/api/v1/choose-format'
import type { ApiCollection, AskedAt } from '@/app/api/v1/collections/api-collection'
import type { ParameterProblem } from '@/lib/api/problem'
import { RECORD_FORMATS, type RecordFormat } from '@/lib/format/record-format'
import { oneOf, type PartSchema, textLike } from '@/lib/model/query/parts/text-schema'

export const MAX_LIMIT = 10_000
export const DEFAULT_LIMIT = 1_000

const NO_ZONE = 'is no time zone such as Europe/Berlin'

/** The parameters that every collection has, beside its filters. */
export const PAGING = {
  limit: {
    schema: textLike(/^\d{1,5}$/, `is not a number from 1 to ${MAX_LIMIT}`)
      .to(Number)
      .check((rows) => rows >= 1 && rows <= MAX_LIMIT, `is not a number from 1 to ${MAX_LIMIT}`),
    label: 'how many rows an answer may have',
  },
  cursor: {
    schema: textLike(/^n\./, 'is none that this collection gave'),
    label: 'where to continue, as given by the link to the next page',
  },
  format: {
    schema: oneOf(RECORD_FORMATS),
    label: 'the format, in place of the Accept header',
  },
  time_zone: {
    schema: textLike(/^[A-Za-z][\w/+-]{0,63}$/, NO_ZONE).check(isTimeZone, NO_ZONE),
    label: 'the time zone of ranges such as yesterday; UTC by default',
  },
} as const satisfies Record<string, { schema: PartSchema<unknown>; label: string }>

export type AskedFor = {
  format: RecordFormat
  limit: number
  cursor: string | null
  asked: ReturnType<ApiCollection['ask']>
  /** The search of the page that follows at a cursor. */
  nextSearch: (cursor: string) => string
}

type Read =
  | { kind: 'read'; request: AskedFor }
  | { kind: 'invalid'; problems: ParameterProblem[] }
  | { kind: 'not-acceptable' }

/** Understands a request to a collection, or says of each parameter why not: nothing is left out. */
export function readRequest(
  collection: ApiCollection,
  {
    searchParams,
    accept,
    nowMs,
  }: { searchParams: URLSearchParams; accept: string | null; nowMs: number },
): Read {
  const problems = unknownIn(collection, searchParams)
  const read = <Value>(name: keyof typeof PAGING, schema: PartSchema<Value>): Value | undefined => {
    const texts = searchParams.getAll(name)
    if (texts.length === 0) return undefined
    const parsed = schema.safeParse(texts.length === 1 ? texts[0] : undefined)
    if (parsed.success) return parsed.data
    const problem = texts.length > 1 ? 'is given more than once' : parsed.error.issues[0]?.message
    problems.push({ parameter: name, detail: `${name} ${problem || 'is not a known value'}.` })
    return undefined
  }
  const limit = read('limit', PAGING.limit.schema) ?? DEFAULT_LIMIT
  const cursor = read('cursor', PAGING.cursor.schema) ?? null
  const wanted = read('format', PAGING.format.schema)
  const timeZone = read('time_zone', PAGING.time_zone.schema) ?? 'UTC'
  const at: AskedAt = { nowMs, timeZone }
  const asked = collection.ask(filtersOf(searchParams, cursor), at)
  for (const { name, label, problem } of asked.brokenParts) {
    const [parameter, what] = name === 'at' ? ['cursor', 'the cursor'] : [name, label]
    problems.push({
      parameter,
      detail: `${what.charAt(0).toUpperCase()}${what.slice(1)} ${problem}.`,
    })
  }
  if (problems.length > 0) return { kind: 'invalid', problems }
  const format = wanted ?? chooseFormat(accept)
  if (format === null) return { kind: 'not-acceptable' }
  const nextSearch = (next: string) => {
    const search = new URLSearchParams(asked.fixedSearch())
    for (const name of ['limit', 'format', 'time_zone'] as const) {
      const given = searchParams.get(name)
      if (given !== null) search.set(name, given)
    }
    search.set('cursor', next)
    return search.toString()
  }
  return { kind: 'read', request: { format, limit, cursor, asked, nextSearch } }
}

/** What a page's parser is given: the filters, and the cursor under the name that pages have for it. */
function filtersOf(searchParams: URLSearchParams, cursor: string | null): URLSearchParams {
  const filters = new URLSearchParams(searchParams)
  for (const name of Object.keys(PAGING)) filters.delete(name)
  if (cursor !== null) filters.set('at', cursor)
  return filters
}

/** A misspelt filter would be one that is not there. Its name is repeated where it looks like one. */
function unknownIn(
  { parameters, name }: ApiCollection,
  given: URLSearchParams,
): ParameterProblem[] {
  const known = new Set([
    ...Object.keys(PAGING),
    ...parameters.flatMap((parameter) => [parameter.name, ...(parameter.aliases ?? [])]),
  ])
  const unknown = [...new Set(given.keys())].filter((each) => !known.has(each))
  return unknown.slice(0, MAX_NAMED).map((each) => {
    const parameter = /^[a-z][a-z_-]{0,39}$/.test(each) ? each : '…'
    return { parameter, detail: `${parameter} is no parameter of ${name}.` }
  })
}

const MAX_NAMED = 20

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
