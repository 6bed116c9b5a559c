import { readdirSync, readFileSync } from 'node:fs'

/** A source file: its path from the project's root, with forward slashes, and its text. */
export type Source = { path: string; text: string }

/** Every source file of the project, generated code left out. */
export function projectSources(root: string): Source[] {
  const paths = readdirSync(root).filter((name) => SOURCE.test(name))
  for (const folder of ['app', 'components', 'lib', 'test']) {
    for (const entry of listFolder(root, folder)) paths.push(entry)
  }
  return paths.map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))
}

/**
 * What the sources do against the design, one sentence each: what the linter (biome.json) cannot say.
 */
export function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => RULES.flatMap((rule) => rule(source)))
}

/** The rooms with more files in them than a reader takes in at a glance: a sentence each. */
export function crowdedRooms(sources: readonly Source[]): string[] {
  const files = new Map<string, number>()
  for (const { path } of sources) {
    const room = path.slice(0, path.lastIndexOf('/'))
    if (!UNBOUNDED.includes(room)) files.set(room, (files.get(room) ?? 0) + 1)
  }
  return [...files]
    .filter(([, count]) => count > MAX_FILES)
    .map(([room, count]) => `${room} holds ${count} files, and may hold ${MAX_FILES}`)
}

const MAX_FILES = 20

/** Browser tests: each file is a story of its own, which nothing imports, and is found by its name. */
const UNBOUNDED: readonly string[] = ['test/e2e']

const SOURCE = /\.(?:ts|tsx|mts|js|mjs)$/
type Rule = (source: Source) => string[]

/** What Next loads from the top. */
const TOP = /^(?:proxy|instrumentation|instrumentation-client)\.ts$/

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`)
}

const IMPORT_FROM_LIB =
  /^import (type )?(?:(\{[^}]*\})|[^'{]*?) ?(?:from )?'@\/lib\/(?!model\/|format\/)([^']+)'/gm

/** Types are erased: only values would take a server's code to browsers. */
const componentsTakeTypesAlone: Rule = ({ path, text }) => {
  if (!isIn(path, 'components')) return []
  return [...text.matchAll(IMPORT_FROM_LIB)]
    .filter(([, type, names]) => type === undefined && !areTypes(names ?? ''))
    .map(([, , , from]) => `${path} imports values of lib/${from}, which only servers load`)
}

function areTypes(names: string): boolean {
  const list = names.replace(/[{}]/g, '').split(',')
  const named = list.map((name) => name.trim()).filter((name) => name !== '')
  return named.length > 0 && named.every((name) => name.startsWith('type '))
}

const onlyEnvReadsTheEnvironment: Rule = ({ path, text }) => {
  if (path === 'lib/env.ts' || path === 'lib/cli/bootstrap.mjs') return []
  if (/(?:^|\/)[\w-]+\.config\.\w+$/.test(path) || isIn(path, 'test')) return []
  // Next replaces this one at build time, and only where it is spelled out.
  const seen = TOP.test(path) ? text.replaceAll('process.env.NEXT_RUNTIME', '') : text
  return /process\s*\.\s*env\b|process\[['"]env['"]\]|\{[^}]*\benv\b[^}]*\}\s*=\s*process\b/.test(
    seen,
  )
    ? [`${path} reads process.env, which only lib/env.ts may`]
    : []
}

const noSqlInApp: Rule = ({ path, text }) =>
  isIn(path, 'app') && /\$(?:query|execute)Raw|\bPrisma\.sql\b|\bsql`/.test(text)
    ? [`${path} holds SQL, which belongs in lib/db`]
    : []

const transactionsBeginInOneWay: Rule = ({ path, text }) =>
  !isIn(path, 'test') && path !== 'lib/db/transaction.ts' && /\.\$transaction\s*[(<]/.test(text)
    ? [`${path} begins a transaction of its own: use lib/db/transaction`]
    : []

/** Through a pooler the session is somebody else's a moment later. */
const SESSION_STATE = [
  /['"`;]\s*SET\s+(?!LOCAL\b|TRANSACTION\b|CONSTRAINTS\b)\w/,
  /\bset_config\([^)]*,\s*false\s*\)/,
  /\bpg_(?:try_)?advisory_lock(?:_shared)?\(/,
]

const sessionsKeepNothing: Rule = ({ path, text }) =>
  !isIn(path, 'test') && SESSION_STATE.some((pattern) => pattern.test(text))
    ? [`${path} leaves a lock or a setting on a database session: use the transaction's own`]
    : []

const limitsAreLiftedTogether: Rule = ({ path, text }) =>
  !isIn(path, 'test') &&
  /SET LOCAL statement_timeout/.test(text) &&
  !text.includes('NO_TRANSACTION_TIMEOUT')
    ? [`${path} sets statement_timeout, and leaves transaction_timeout: use NO_TRANSACTION_TIMEOUT`]
    : []

const PALETTE =
  'slate|gray|zinc|neutral|stone|red|orange|amber|yellow|lime|green|emerald|teal|cyan|sky|blue|indigo|violet|purple|fuchsia|pink|rose'
const RAW_COLOUR = new RegExp(
  [
    String.raw`['"\s:\[(]#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b`,
    String.raw`\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\(\s*[\d.]`,
    String.raw`\b(?:bg|text|border|ring|fill|stroke|from|via|to|outline|decoration|shadow|accent|caret|divide)-(?:(?:${PALETTE})-\d{2,3}|white|black)\b`,
  ].join('|'),
  'i',
)

const noRawColours: Rule = ({ path, text }) => {
  if (!isIn(path, 'components')) return []
  const found = RAW_COLOUR.exec(text)?.[0]
  return found === undefined ? [] : [`${path} holds a raw colour (${found.trim()}): use a token`]
}

const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
/** Next's route folders: `(console)`, `[id]`, `[...all]`, `[[...all]]`, `@slot`, `_private`, `a-file.json`. */
const ROUTE =
  /^(?:\([\w-]+\)|\[{1,2}(?:\.{3})?\w+\]{1,2}|[@_][\w-]+|\.well-known|[a-z0-9-]+\.json)$/

const namesAreKebabCase: Rule = ({ path }) => {
  const parts = path.split('/')
  const file = (parts.pop() as string).replace(/(?:\.(?:test|long|e2e|config|setup|d))*\.\w+$/, '')
  const wrong = [
    ...parts.filter((part) => !(/^(?:test\/)?app\//.test(path) && ROUTE.test(part))),
    file,
  ]
  return wrong.every((part) => NAME.test(part)) ? [] : [`${path} is not named in kebab-case`]
}

const RULES: Rule[] = [
  componentsTakeTypesAlone,
  transactionsBeginInOneWay,
  sessionsKeepNothing,
  limitsAreLiftedTogether,
  onlyEnvReadsTheEnvironment,
  noSqlInApp,
  noRawColours,
  namesAreKebabCase,
]

function listFolder(root: string, folder: string): string[] {
  let entries: import('node:fs').Dirent[]
  try {
    entries = readdirSync(`${root}/${folder}`, { withFileTypes: true })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw cause
  }
  return entries.flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : listFolder(root, path)
    return SOURCE.test(entry.name) ? [path] : []
  })
}
