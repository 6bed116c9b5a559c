import { resolve } from 'node:path'
import type { z } from 'zod'
import { VARIABLES } from '@/lib/env-variables'
import { UserError } from '@/lib/errors'

type Variables = typeof VARIABLES
/** Read by the AWS SDK and by Next themselves. */
type ForeignVariable =
  | 'NEXT_MANUAL_SIG_HANDLE'
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_PROFILE'
type Secrecy = { want: string; secret?: boolean | 'setup' }
type Parsed = { [Name in keyof Variables]: z.output<Variables[Name]['schema']> }

/** The configuration, parsed. Paths are absolute. */
export type Env = Readonly<
  Omit<Parsed, 'VEILGATE_DATA_DIR' | 'VEILGATE_KEYS_DIR'> & {
    VEILGATE_DATA_DIR: string
    VEILGATE_KEYS_DIR: string
  }
>

let parsed: Env | undefined

/**
 * The configuration of this process, parsed once.
 * @throws UserError naming every wrong variable, what is wanted, and what it was unless secret.
 */
export function env(): Env {
  parsed ??= parseEnv(trimmed(process.env))
  return parsed
}

/**
 * Files and shells leave a line end behind a value, and no value ends with one. In the environment
 * itself, since the AWS SDK reads its own variables there: to it, an empty one is a wrong one. White
 * space around what is no secret goes, too.
 */
function trimmed(source: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  for (const [name, value] of Object.entries(source)) {
    if (value === undefined || !(name in VARIABLES || name.startsWith('AWS_'))) continue
    const isSecret = (VARIABLES as Record<string, Secrecy | undefined>)[name]?.secret !== undefined
    const bare = isSecret ? value.replace(/[\r\n]+$/, '') : value.trim()
    if (bare === '' && name.startsWith('AWS_')) delete source[name]
    else if (bare !== value) source[name] = bare
  }
  return source
}

/** Points this process, and the processes it starts, at services that were brought up for it. */
export function provideEnv(values: Partial<Record<keyof Variables | ForeignVariable, string>>) {
  Object.assign(process.env, values)
  parsed = undefined
}

/**
 * Parses a set of environment variables; empty ones count as unset.
 * @throws UserError as `env` does.
 */
function parseEnv(source: Record<string, string | undefined>): Env {
  const values: Record<string, unknown> = {}
  const problems: string[] = []
  for (const [name, variable] of Object.entries(VARIABLES)) {
    const given = source[name] === '' ? undefined : source[name]
    const result = variable.schema.safeParse(given)
    if (result.success) values[name] = result.data
    else problems.push(`${name} is wrong: ${said(result.error) ?? wanted(variable, given)}.`)
  }
  if (problems.length > 0) throw new UserError(problems.join('\n'))
  const env = values as Parsed
  const dataDir = resolve(/* turbopackIgnore: true */ env.VEILGATE_DATA_DIR)
  return {
    ...env,
    VEILGATE_DATA_DIR: dataDir,
    VEILGATE_KEYS_DIR: resolve(
      /* turbopackIgnore: true */ env.VEILGATE_KEYS_DIR ?? `${dataDir}/keys`,
    ),
  }
}

/** Whether npm runs this process, by `npm start` or `npm run`. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined
}

/** The environment without any variable that configures Veilgate, for processes that test it. */
export function ownEnv(): NodeJS.ProcessEnv {
  const foreign = Object.entries(process.env).filter(
    ([name]) =>
      !(name in VARIABLES) && (!name.startsWith('AWS_') || name.startsWith('AWS_SDK_JS_')),
  )
  return Object.fromEntries(foreign) as NodeJS.ProcessEnv
}

/**
 * The environment for the console's process, and for what builds it: without the passphrases and
 * passwords that only setting up needs. They are empty rather than absent, since Next reads `.env` by
 * itself and fills in what is absent.
 */
export function consoleEnv(): NodeJS.ProcessEnv {
  const result = { ...process.env }
  for (const name of new Set([...SETUP_SECRETS, ...Object.keys(result)])) {
    if (isSetupSecret(name)) result[name] = ''
  }
  return result
}

/** The setup secrets that this process was given, by name. */
export function setupSecretsGiven(): string[] {
  return Object.keys(process.env).filter((name) => isSetupSecret(name) && process.env[name] !== '')
}

/** Takes the setup secrets out of this process's environment, once they have served. */
export function forgetSetupSecrets() {
  for (const name of setupSecretsGiven()) delete process.env[name]
  parsed = undefined
}

/** One that is misspelt, or of another version, counts as well. */
function isSetupSecret(name: string): boolean {
  return SETUP_SECRETS.includes(name) || /^VEILGATE_\w*(?:PASSPHRASE|PASSWORD)$/.test(name)
}

const SETUP_SECRETS: readonly string[] = Object.entries<Secrecy>(VARIABLES).flatMap(
  ([name, { secret }]) => (secret === 'setup' ? [name] : []),
)

/** The folders in which programs are looked for. */
export function searchPath(): string {
  return process.env.PATH ?? ''
}

/** The URL of the database. @throws UserError where none is configured. */
export function databaseUrl(): string {
  return required('DATABASE_URL')
}

/** The URL of the queue. @throws UserError where none is configured. */
export function queueUrl(): string {
  return required('SQS_QUEUE_URL')
}

function required(name: 'DATABASE_URL' | 'SQS_QUEUE_URL'): string {
  const value = env()[name]
  if (value === undefined) {
    throw new UserError(`${name} is not set: wanted ${VARIABLES[name].want}.`)
  }
  return value
}

/** What a schema of ours says itself, and without the value. */
function said({ issues }: z.ZodError): string | undefined {
  return issues.find((issue) => issue.code === 'custom' && issue.params?.said === true)?.message
}

function wanted(variable: Secrecy, given?: string): string {
  const was = variable.secret ? '' : `, but it is ${JSON.stringify(given)}`
  return `wanted ${variable.want}${was}`
}

/** Whether this is `next dev`, whose tools need a laxer content security policy. */
export function isDevelopment(): boolean {
  return process.env.NODE_ENV === 'development'
}
