import { z } from 'zod'
import { sortableVersion } from '@/lib/model/app-version'
import { isLoginCursor } from '@/lib/model/login-cursor'

/** The presets of the time range, in seconds back from now. */
const RANGE_SECONDS = {
  '15m': 900,
  '1h': 3_600,
  '24h': 86_400,
  '7d': 604_800,
  '30d': 2_592_000,
  '90d': 7_776_000,
} as const

const MOST_VALUES = 20

const SORTS = ['time', 'user', 'version'] as const

const plainText = (longest: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => [...text].length <= longest, `is longer than ${longest} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'is not plain text')

/** What is typed here stays in the URL and in histories: an original must not. */
const token = plainText(256).refine(
  (text) => !LOOKS_LIKE_AN_ORIGINAL.test(text),
  'is not a token: an original is never looked for here',
)
const LOOKS_LIKE_AN_ORIGINAL =
  /^\s*(?:\[?[0-9a-f.]*:[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?\]?|\d{1,3}(?:\.\d{1,3}){3}|\d{3}-\d{2}-\d{4})\s*$/i

const instant = z.iso
  .datetime({ offset: true, error: 'is not a time' })
  .transform((text) => new Date(text).toISOString())
  .refine((text) => text >= '1970' && text < '2200', 'is not a time')

const version = z
  .string()
  .max(64)
  .refine((text) => sortableVersion(text) !== null, 'is not a version such as 2.3.0')

/** An empty value stands for none: the logins without a locale. */
const values = z
  .array(z.union([z.literal('').transform(() => null), plainText(32)]))
  .max(MOST_VALUES, `holds more than ${MOST_VALUES} values`)
  .transform((list) => [...new Set(list)])

/** Each part of the URL by its name there; all are optional. */
const FIELDS = {
  range: z.enum(Object.keys(RANGE_SECONDS) as [keyof typeof RANGE_SECONDS]),
  from: instant,
  to: instant,
  type: values,
  locale: values,
  version,
  'version-from': version,
  'version-to': version,
  user: plainText(128),
  device: token,
  ip: token,
  run: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'is not the number of a run')
    .transform(Number)
    .refine((number) => number <= 0x7fffffff, 'is not the number of a run'),
  sort: z.enum(SORTS),
  order: z
    .enum(['desc', 'asc', 'newest', 'oldest'])
    .transform((order) => (order === 'asc' || order === 'oldest' ? 'asc' : 'desc')),
  at: z.string().refine((text) => isLoginCursor(text, SORTS), 'is not valid'),
  /** The login in the inspector: `<ms>.<id>`. */
  row: z.string().regex(/^-?\d{1,14}\.\d{1,18}$/, 'is not a login'),
} satisfies Record<string, z.ZodType>

type Fields = { [Name in keyof typeof FIELDS]?: z.output<(typeof FIELDS)[Name]> }

/** What the URL of the logins says; an absent part is not asked for. Sorted by time, newest first. */
export type LoginsQuery = Omit<Fields, 'sort' | 'order'> & {
  sort: 'time' | 'user' | 'version'
  order: 'desc' | 'asc'
}

/** The filter of a query at a moment: times and versions are bounds, `to` not included. */
export type LoginFilter = {
  fromMs?: number
  toMs?: number
  deviceTypes?: (string | null)[]
  locales?: (string | null)[]
  fromVersion?: number
  toVersion?: number
  userId?: string
  deviceToken?: string
  ipToken?: string
  runId?: number
}

/** A part of a URL that was left out, and why. Never its value, which may be personal data. */
export type BrokenPart = { name: string; problem: string }

type Source = URLSearchParams | Record<string, string | string[] | undefined>

/**
 * Reads a URL's search part by part: what is broken is left out and named, so that a mangled link
 * still shows a page. Parts that are not ours are not looked at.
 */
export function parseLoginsQuery(source: Source): { query: LoginsQuery; broken: BrokenPart[] } {
  const fields: Record<string, unknown> = {}
  const broken: BrokenPart[] = []
  for (const [name, schema] of Object.entries(FIELDS)) {
    const given = read(source, name)
    if (given.length === 0) continue
    const isList = schema === values
    const parsed = schema.safeParse(isList ? given : given[0])
    if (!parsed.success || (!isList && given.length > 1)) {
      const issue = parsed.success ? 'is there twice' : parsed.error.issues[0]?.message
      broken.push({ name, problem: issue ?? 'is wrong' })
    } else fields[name] = parsed.data
  }
  const query = { sort: 'time', order: 'desc', ...fields } as LoginsQuery
  for (const name of contradictions(query)) {
    broken.push({ name, problem: CONTRADICTION[name] })
    delete query[name]
  }
  return { query, broken }
}

/** The search of a URL, such as `type=ios&locale=`; what is default or absent is left out. */
export function writeLoginsQuery(query: Partial<LoginsQuery>): string {
  const params = new URLSearchParams()
  for (const name of Object.keys(FIELDS) as (keyof Fields)[]) {
    const value = query[name]
    if (value === undefined || value === DEFAULTS[name]) continue
    if (Array.isArray(value)) for (const one of value) params.append(name, one ?? '')
    else params.set(name, String(value))
  }
  return params.toString()
}

/** What a saved view keeps of a query: not the place in the list, nor the login looked at. */
export function viewOf(query: LoginsQuery): string {
  return writeLoginsQuery({ ...query, at: undefined, row: undefined })
}

/** The filter of a query; presets count back from `nowMs`. */
export function filterOf(query: Partial<LoginsQuery>, nowMs: number): LoginFilter {
  const { range, from, to, version } = query
  const since = range === undefined ? undefined : nowMs - RANGE_SECONDS[range] * 1_000
  return withoutAbsent({
    fromMs: from === undefined ? since : Date.parse(from),
    toMs: to === undefined ? undefined : Date.parse(to),
    deviceTypes: query.type,
    locales: query.locale,
    fromVersion: numberOf(version ?? query['version-from']),
    toVersion: numberOf(version ?? query['version-to']),
    userId: query.user,
    deviceToken: query.device,
    ipToken: query.ip,
    runId: query.run,
  })
}

/** Whether a query asks for less than everything. */
export function isFiltered(query: LoginsQuery): boolean {
  return Object.keys(filterOf(query, 0)).length > 0
}

const DEFAULTS: Record<string, unknown> = { sort: 'time', order: 'desc' }

const CONTRADICTION = {
  range: 'stands beside a time of its own',
  to: 'is not after the start',
  version: 'stands beside a range of versions',
  'version-to': 'is below the start',
  at: 'belongs to another order',
} as const

function contradictions(query: LoginsQuery): (keyof typeof CONTRADICTION)[] {
  const { range, from, to, at } = query
  const [low, high] = [numberOf(query['version-from']), numberOf(query['version-to'])]
  const found: (keyof typeof CONTRADICTION)[] = []
  if (range !== undefined && (from !== undefined || to !== undefined)) found.push('range')
  if (from !== undefined && to !== undefined && to <= from) found.push('to')
  if (query.version !== undefined && (low ?? high) !== undefined) found.push('version')
  if (low !== undefined && high !== undefined && high < low) found.push('version-to')
  if (at !== undefined && !isLoginCursor(at, [query.sort])) found.push('at')
  return found
}

function numberOf(version: string | undefined): number | undefined {
  return version === undefined ? undefined : (sortableVersion(version) ?? undefined)
}

function read(source: Source, name: string): string[] {
  if (source instanceof URLSearchParams) return source.getAll(name)
  const value = Object.hasOwn(source, name) ? source[name] : undefined
  return value === undefined ? [] : [value].flat()
}

function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
