import { z } from 'zod'
import { sortableVersion } from '@/lib/model/app-version'
import { defineQuery, type QueryValues } from '@/lib/model/define-query'
import { isLoginCursor } from '@/lib/model/login-cursor'
import { runNumberSchema } from '@/lib/model/run-number'

/** The presets of the time range, in seconds back from now. */
const RANGE_SECONDS = {
  '15m': 900,
  '1h': 3_600,
  '24h': 86_400,
  '7d': 604_800,
  '30d': 2_592_000,
  '90d': 7_776_000,
} as const

const MAX_VALUES = 20

const SORTS = ['time', 'user', 'version'] as const

const plainText = (longest: number) =>
  z
    .string()
    .min(1, 'is empty')
    .refine((text) => [...text].length <= longest, `is longer than ${longest} characters`)
    .refine((text) => !text.includes('\0') && text.isWellFormed(), 'is not plain text')

/** What is typed here stays in the URL and in histories: an original must not. */
const token = plainText(256).refine(
  (text) => !looksLikeAnOriginal(text),
  'is not a token: an original is never looked for here',
)
/** Each pattern reads a text once, whatever it is. */
function looksLikeAnOriginal(given: string): boolean {
  const text = given.trim()
  const isIpv6 = /^\[?[0-9a-f:.]*(?:%\w+)?\]?$/i.test(text) && text.split(':').length > 2
  return isIpv6 || /^\d{1,3}(?:\.\d{1,3}){3}$|^\d{3}-\d{2}-\d{4}$/.test(text)
}

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
  .max(MAX_VALUES, `holds more than ${MAX_VALUES} values`)
  .transform((list) => [...new Set(list)])

/** Why a part cannot stand beside the others. */
const CONTRADICTIONS = {
  range: 'stands beside a time of its own',
  to: 'is not after the start',
  version: 'stands beside a range of versions',
  'version-to': 'is below the start',
  at: 'belongs to another order',
} as const

/** The URL of the logins. Sorted by time, newest first, unless it says otherwise. */
const loginsQuery = defineQuery(
  {
    range: {
      schema: z.enum(Object.keys(RANGE_SECONDS) as [keyof typeof RANGE_SECONDS]),
      label: 'the time range',
    },
    from: { schema: instant, label: 'the start of the time' },
    to: { schema: instant, label: 'the end of the time' },
    type: { schema: values, label: 'the device type', isList: true },
    locale: { schema: values, label: 'the locale', isList: true },
    version: { schema: version, label: 'the version' },
    'version-from': { schema: version, label: 'the first version' },
    'version-to': { schema: version, label: 'the last version' },
    user: { schema: plainText(128), label: 'the user' },
    device: { schema: token, label: 'the device' },
    ip: { schema: token, label: 'the IP' },
    run: { schema: runNumberSchema, label: 'the run' },
    sort: { schema: z.enum(SORTS), label: 'what is sorted by', default: 'time' },
    order: {
      schema: z.enum(['desc', 'asc', 'newest', 'oldest']).transform(toDirection),
      label: 'the order',
      default: 'desc',
    },
    at: {
      schema: z.string().refine((text) => isLoginCursor(text, SORTS), 'is not valid'),
      label: 'the place in the list',
    },
    /** The login in the inspector: `<ms>.<id>`. */
    row: {
      schema: z.string().regex(/^-?\d{1,14}\.\d{1,18}$/, 'is not a login'),
      label: 'the login to inspect',
    },
  },
  (query) => {
    const { range, from, to, at } = query
    const [low, high] = [numberOf(query['version-from']), numberOf(query['version-to'])]
    const found: { name: keyof typeof CONTRADICTIONS; isSo: boolean }[] = [
      { name: 'range', isSo: range !== undefined && (from ?? to) !== undefined },
      { name: 'to', isSo: from !== undefined && to !== undefined && to <= from },
      { name: 'version', isSo: query.version !== undefined && (low ?? high) !== undefined },
      { name: 'version-to', isSo: low !== undefined && high !== undefined && high < low },
      { name: 'at', isSo: at !== undefined && !isLoginCursor(at, [query.sort]) },
    ]
    return found
      .filter(({ isSo }) => isSo)
      .map(({ name }) => ({ name, problem: CONTRADICTIONS[name] }))
  },
)

/** What the URL of the logins says; an absent part is not asked for. */
export type LoginsQuery = {
  [Name in keyof QueryValues<typeof loginsQuery>]: QueryValues<typeof loginsQuery>[Name]
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

/**
 * Reads a URL's search part by part: what is broken is left out and named, so that a mangled link
 * still shows a page.
 */
export const parseLoginsQuery = loginsQuery.parse

/** The search of a URL, such as `type=ios&locale=`; what is default or absent is left out. */
export const writeLoginsQuery = loginsQuery.write

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

function toDirection(order: 'desc' | 'asc' | 'newest' | 'oldest'): 'desc' | 'asc' {
  return order === 'asc' || order === 'oldest' ? 'asc' : 'desc'
}

function numberOf(version: string | undefined): number | undefined {
  return version === undefined ? undefined : (sortableVersion(version) ?? undefined)
}

function withoutAbsent<T extends object>(object: T): T {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as T
}
