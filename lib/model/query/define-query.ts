import type { PartSchema } from '@/lib/model/query/parts/text-schema'

/** A part of a page's URL: how its text is parsed, and what a notice calls it. */
export type QueryPart<Value = unknown> = {
  /** Reads the text of the URL; of a list, all its texts. Its messages complete `label`. */
  schema: PartSchema<Value>
  /** As a sentence names it, such as "the device type". */
  label: string
  /** Names that links had for it before; it is read by them, too, and written by its own. */
  aliases?: readonly string[]
  /** What it is where the URL does not say; it is left out of URLs. */
  default?: Value
  /** Whether it may be there several times. */
  isList?: boolean
  /** What stands for a value in the URL; its text unless told otherwise. */
  write?(value: NonNullable<Value>): string | string[]
}

type QueryParts = Record<string, QueryPart>

/** The values of a URL's parts; a part without a default may be absent. */
type QueryOf<Parts extends QueryParts> = {
  [Name in keyof Parts as Parts[Name] extends { default: unknown } ? Name : never]: ValueOf<
    Parts[Name]
  >
} & {
  [Name in keyof Parts as Parts[Name] extends { default: unknown } ? never : Name]?:
    | ValueOf<Parts[Name]>
    | undefined
}

type ValueOf<Part> = Part extends { schema: PartSchema<infer Value> } ? Value : never

/** What a definition's URLs say. */
export type QueryValues<Definition> = Definition extends {
  parse: (source: QuerySource) => { query: infer Values }
}
  ? Values
  : never

/** A part of a URL that was left out, and why. Never its value, which may be personal data. */
export type BrokenPart = { name: string; label: string; problem: string }

/** The search of a URL, as browsers and as Next hand it over. */
export type QuerySource = URLSearchParams | Record<string, string | string[] | undefined>

/** Names the parts of a query that contradict others, each with why. */
type FindContradictions<Parts extends QueryParts> = (
  query: QueryOf<Parts>,
) => { name: keyof Parts & string; problem: string }[]

/**
 * The parts of a list's URL, each said once: parsed from a link, and written into one. Parts that are
 * not listed are not looked at.
 */
export function defineQuery<const Parts extends QueryParts>(
  parts: Parts,
  findContradictions: FindContradictions<Parts> = () => [],
) {
  const write = (query: Partial<QueryOf<Parts>>) => writeQuery(parts, query)
  return {
    /** What it consists of, for those who describe it. */
    parts: parts as Readonly<Record<string, QueryPart>>,
    parse: (source: QuerySource) => parseQuery(parts, findContradictions, source),
    /** The search, such as `type=ios&locale=DE`, without what is absent or default. */
    write,
    /** A path with the search behind it. */
    href(path: string, query: Partial<QueryOf<Parts>> = {}) {
      const search = write(query)
      return search === '' ? path : `${path}?${search}`
    },
  }
}

/**
 * Never throws: what is broken is left out and named, so that a mangled link still shows a page and
 * says what it left out.
 */
function parseQuery<Parts extends QueryParts>(
  parts: Parts,
  findContradictions: FindContradictions<Parts>,
  source: QuerySource,
): { query: QueryOf<Parts>; brokenParts: BrokenPart[] } {
  const values: Record<string, unknown> = {}
  const problems: { name: string; problem: string }[] = []
  for (const [name, part] of Object.entries(parts)) {
    if (part.default !== undefined) values[name] = part.default
    const texts = [name, ...(part.aliases ?? [])].flatMap((each) => readTexts(source, each))
    if (texts.length === 0) continue
    const parsed = parsePart(part, texts)
    if (parsed.ok) values[name] = parsed.value
    else problems.push({ name, problem: parsed.problem })
  }
  const query = values as QueryOf<Parts>
  for (const contradiction of findContradictions(query)) {
    const fallback = parts[contradiction.name]?.default
    if (fallback === undefined) delete values[contradiction.name]
    else values[contradiction.name] = fallback
    problems.push(contradiction)
  }
  const brokenParts = problems.map(({ name, problem }) => {
    return { name, label: parts[name]?.label ?? name, problem }
  })
  return { query, brokenParts }
}

function parsePart(
  { schema, isList }: QueryPart,
  texts: string[],
): { ok: true; value: unknown } | { ok: false; problem: string } {
  if (!isList && texts.length > 1) return { ok: false, problem: 'is given more than once' }
  // Before any schema: the time that one takes may grow faster than the text.
  if (texts.some(({ length }) => length > MAX_LENGTH)) return { ok: false, problem: 'is too long' }
  const parsed = schema.safeParse(isList ? texts : texts[0])
  if (parsed.success) return { ok: true, value: parsed.data }
  const message = parsed.error.issues[0]?.message ?? ''
  // What zod says in its own words is no help to a reader.
  return { ok: false, problem: /^(?:Invalid|Too|Expected|$)/.test(message) ? UNKNOWN : message }
}

/** The longest is a place in a list, within 1,500 characters. */
const MAX_LENGTH = 2_000

const UNKNOWN = 'is not a known value'

function readTexts(source: QuerySource, name: string): string[] {
  if (source instanceof URLSearchParams) return source.getAll(name)
  const value = Object.hasOwn(source, name) ? source[name] : undefined
  return value === undefined ? [] : [value].flat()
}

function writeQuery(parts: QueryParts, query: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, part] of Object.entries(parts)) {
    const value = query[name]
    if (value === undefined || value === null || value === part.default) continue
    for (const text of textsOf(part, value)) params.append(name, text)
  }
  return params.toString()
}

function textsOf(part: QueryPart, value: NonNullable<unknown>): string[] {
  if (part.write) return [part.write(value)].flat()
  return Array.isArray(value) ? value.map((one) => String(one ?? '')) : [String(value)]
}
