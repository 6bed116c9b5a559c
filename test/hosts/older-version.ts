import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { ownEnv } from '@/lib/env'
import { ROOT } from '@/test/support/sources/root'

/** A release from before the present one, as a folder with its sources. */
export type OlderVersion = {
  /** What its commit says: `Release 0.6.0`. */
  name: string
  folder: string
  /** As its package.json has it. */
  version: string
  /** The migrations of today that it does not have. */
  missing: string[]
}

const MIGRATIONS = 'prisma/migrations'

/**
 * Unpacks the newest release that lacks a migration of today's, with the packages of today. Where the
 * clone has no such commit, as one that was made with `--depth 1`: why not, in words.
 */
export function unpackOlderVersion(folder: string): OlderVersion | string {
  const release = findRelease()
  if (release === null) return 'this clone has no commit of a release with fewer migrations'
  mkdirSync(folder, { recursive: true })
  const archive = `${folder}.tar`
  git('archive', '--output', archive, release.commit)
  execFileSync('tar', ['-xf', archive, '-C', folder])
  rmSync(archive)
  symlinkSync(realpathSync(join(ROOT, 'node_modules')), join(folder, 'node_modules'))
  execFileSync(process.execPath, ['node_modules/prisma/build/index.js', 'generate'], {
    cwd: folder,
    // `generate` looks for the native schema engine without using it: any file will do.
    env: {
      ...ownEnv(),
      PRISMA_SCHEMA_ENGINE_BINARY: join(folder, 'package.json'),
      CHECKPOINT_DISABLE: '1',
    },
    stdio: 'pipe',
  })
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { name: release.name, folder, version, missing: release.missing }
}

/** The command line of a command of an older version; to be run in its folder. */
export function olderCommand(...args: string[]): string[] {
  return [process.execPath, '--import', 'tsx', 'test/support/programs/run-cli.ts', ...args]
}

function findRelease() {
  const today = readdirSync(join(ROOT, MIGRATIONS)).filter((name) => /^\d/.test(name))
  for (const line of releases()) {
    const [commit = '', ...words] = line.split(' ')
    const then = git('ls-tree', '--name-only', commit, `${MIGRATIONS}/`)
    const missing = today.filter((name) => !then.includes(`${MIGRATIONS}/${name}\n`))
    if (missing.length > 0) return { commit, name: words.join(' '), missing }
  }
  return null
}

/** The newest first. */
function releases(): string[] {
  try {
    return git('log', '--format=%H %s', '--grep', '^Release [0-9]').split('\n').filter(Boolean)
  } catch {
    // No clone, but a copy of its files.
    return []
  }
}

function git(...args: string[]): string {
  return execFileSync('git', args, {
    cwd: ROOT,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}
