import { readdirSync, readFileSync } from 'node:fs'
import { posix } from 'node:path'

/** A source file: its path from the project's root, with forward slashes, and its text. */
export type Source = { path: string; text: string }

export type Import = { from: string; typeOnly: boolean }

/** Every source file of the project, generated code left out. */
export function projectSources(root: string): Source[] {
  const paths = readdirSync(root).filter((name) => SOURCE.test(name))
  for (const folder of ['app', 'components', 'lib', 'test']) {
    for (const entry of listFolder(root, folder)) paths.push(entry)
  }
  return paths.map((path) => ({ path, text: readFileSync(`${root}/${path}`, 'utf8') }))
}

/** What the sources do against the design, one sentence each. */
export function violations(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => RULES.flatMap((rule) => rule(source)))
}

/** What a file imports: paths inside the project start at its root, packages keep their name. */
export function importsOf({ path, text }: Source): Import[] {
  const found: Import[] = []
  for (const pattern of [IMPORT, EXPORT_FROM]) {
    for (const match of text.matchAll(pattern)) {
      const [, type, names, from] = match
      const typeOnly = type !== undefined || onlyTypes(names ?? '')
      found.push({ from: resolved(path, from as string), typeOnly })
    }
  }
  for (const match of text.matchAll(DYNAMIC)) {
    // `import('…').Name` in a type position is erased, too; nothing here relies on telling them apart.
    found.push({ from: resolved(path, match[1] as string), typeOnly: false })
  }
  return found
}

const SOURCE = /\.(?:ts|tsx|mts|js|mjs)$/
const IMPORT =
  /^[ \t]*import\s+(type\s+(?!from\b))?(?:([\w*${][^'"`;()=]*?)\s*from\s*)?['"]([^'"]+)['"]/gm
const EXPORT_FROM =
  /^[ \t]*export\s+(type\s+)?(\*(?:\s+as\s+\w+)?|\{[^}]*\})\s*from\s*['"]([^'"]+)['"]/gm
const DYNAMIC = /\b(?:import|require)\s*\(\s*['"`]([^'"`]+)['"`]/g

function onlyTypes(names: string): boolean {
  const inner = /^\{([^}]*)\}$/.exec(names.trim())?.[1]
  const list = inner
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  return list !== undefined && list.length > 0 && list.every((name) => name.startsWith('type '))
}

function resolved(importer: string, from: string): string {
  const bare = from.startsWith('@/')
    ? from.slice(2)
    : from.startsWith('.')
      ? posix.join(posix.dirname(importer), from)
      : from
  const isInside = bare !== from
  return isInside ? bare.replace(SOURCE, '') : bare
}

/** Files of lib without a server behind them, which browsers load, too. */
const PRESENTATION = [
  ...[
    'lib/format/format',
    'lib/format/time-zone',
    'lib/model/ledger',
    'components/ui/cn',
    'lib/model/preferences',
    'lib/format/csv',
    'lib/model/shared-things',
    'lib/model/hidden-original',
  ],
  ...[
    'lib/model/logins-query',
    'lib/model/login-cursor',
    'lib/model/app-version',
    'lib/model/link-graph',
  ],
]

type Rule = (source: Source) => string[]

/**
 * Which rooms each room may import, besides itself, packages and lib's root files. `types` are
 * rooms that it may import types from.
 */
const ROOMS: Record<string, { may: string[]; types?: string[] }> = {
  app: { may: ['components', 'lib'] },
  'components/ui': { may: PRESENTATION, types: ['lib'] },
  components: { may: ['components', ...PRESENTATION], types: ['lib'] },
  lib: { may: [] },
  'lib/queue': { may: [] },
  'lib/masking': { may: [] },
  'lib/vault': { may: [] },
  'lib/db': { may: [] },
  'lib/auth': { may: ['lib/db'] },
  'lib/sample': { may: ['lib/queue'] },
  'lib/live': { may: ['lib/db', 'lib/queue'] },
  'lib/ingest': { may: ['lib/queue', 'lib/masking', 'lib/vault', 'lib/db', 'lib/live'] },
  'lib/reveal': { may: ['lib/auth', 'lib/masking', 'lib/vault', 'lib/db'] },
  'lib/embedded': { may: ['lib/db', 'lib/queue', 'lib/ingest', 'lib/auth', 'lib/sample'] },
  'lib/cli': { may: ['lib'] },
}

const ROOT_FILES_ARE_FREE = /^lib\/[^/]+$/
/** What Next loads from the top: it may do what app may. */
const TOP = /^(?:proxy|instrumentation|instrumentation-client)\.ts$/

const roomsKeepToThemselves: Rule = (source) => {
  const room = TOP.test(source.path) ? 'app' : roomOf(source.path)
  if (room === undefined) return []
  const { may, types = [] } = ROOMS[room] ?? { may: [] }
  return importsOf(source)
    .filter(({ from }) => /^(?:app|components|lib|test|prisma)\//.test(from))
    .filter(({ from }) => !isIn(from, room) || (room === 'lib' && !ROOT_FILES_ARE_FREE.test(from)))
    .filter(({ from }) => !(room.startsWith('lib') && ROOT_FILES_ARE_FREE.test(from)))
    .filter(({ from, typeOnly }) => {
      return ![...may, ...(typeOnly ? types : [])].some((allowed) => isIn(from, allowed))
    })
    .map(({ from }) => `${source.path} imports ${from}, which ${room} may not`)
}

/** The most particular room that a file is in; an unlisted folder of lib is a room of its own. */
function roomOf(path: string): string | undefined {
  const [top, second, third] = path.split('/')
  if (top !== 'app' && top !== 'components' && top !== 'lib') return undefined
  const narrow = third === undefined ? top : `${top}/${second}`
  return top === 'lib' || narrow in ROOMS ? narrow : top
}

function isIn(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`)
}

const onlyRevealOpens: Rule = (source) =>
  importsOf(source)
    .filter(({ from }) => from === 'lib/vault/open')
    .filter(() => !isIn(source.path, 'lib/reveal') && !isIn(source.path, 'test'))
    .map(() => `${source.path} imports lib/vault/open, which only lib/reveal may`)

const sealAndOpenAreStrangers: Rule = (source) => {
  const other = { 'lib/vault/seal.ts': 'lib/vault/open', 'lib/vault/open.ts': 'lib/vault/seal' }[
    source.path
  ]
  return importsOf(source)
    .filter(({ from }) => from === other)
    .map(() => `${source.path} imports ${other}: sealing and opening never meet`)
}

const onlyTheQueueKnowsTheSdk: Rule = (source) =>
  importsOf(source)
    .filter(({ from }) => /^@(?:aws-sdk|smithy|aws-crypto)\//.test(from))
    // The bench measures against the SDK itself, and tests make queues of their own.
    .filter(() => !isIn(source.path, 'lib/queue') && !isIn(source.path, 'test'))
    .map(({ from }) => `${source.path} imports ${from}, which only lib/queue may`)

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
/** Next's route folders: `(console)`, `[id]`, `[...all]`, `[[...all]]`, `@slot`, `_private`. */
const ROUTE = /^(?:\([\w-]+\)|\[{1,2}(?:\.{3})?\w+\]{1,2}|[@_][\w-]+|\.well-known)$/

const namesAreKebabCase: Rule = ({ path }) => {
  const parts = path.split('/')
  const file = (parts.pop() as string).replace(/(?:\.(?:test|e2e|config|setup|d))*\.\w+$/, '')
  const wrong = [
    ...parts.filter((part) => !(/^(?:test\/)?app\//.test(path) && ROUTE.test(part))),
    file,
  ]
  return wrong.every((part) => NAME.test(part)) ? [] : [`${path} is not named in kebab-case`]
}

const RULES: Rule[] = [
  transactionsBeginInOneWay,
  sessionsKeepNothing,
  roomsKeepToThemselves,
  onlyRevealOpens,
  sealAndOpenAreStrangers,
  onlyTheQueueKnowsTheSdk,
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
