import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Account, postgresAccount } from '@/lib/embedded/account'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { startPostgres } from '@/lib/embedded/postgres'
import { postgresBinaries } from '@/lib/embedded/postgres-binaries'
import { CLEAN_ENV } from '@/lib/embedded/postgres-cluster'
import { launchPostgres } from '@/lib/embedded/postgres-process'
import {
  clusterFolder,
  newPostgresState,
  type PostgresState,
  postgresUrl,
  readPostgresState,
  writePostgresState,
} from '@/lib/embedded/postgres-state'

type Options = {
  settings?: Record<string, string>
  /** Lines of pg_hba.conf that come before the usual ones. */
  access?: readonly string[]
  /** Files beside its data, by name: certificates, keys. */
  files?: Record<string, string>
}

/** Whose package the servers of the tests are of; undefined for the embedded one. */
export const POSTGRES_HOME = process.env.VEILGATE_TEST_POSTGRES || undefined

const THROWAWAY = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * Starts a Postgres that a test sets up as it likes, of the version that the tests are run against;
 * `stopPostgres` of its data folder ends it.
 * @returns how its superuser connects, and the folder of its data.
 */
export async function startOwnPostgres(
  dataDir: string,
  { settings = {}, access = [], files = {} }: Options = {},
): Promise<{ url: string; folder: string }> {
  makeDataDir(dataDir)
  const account = postgresAccount()
  const state = newPostgresState(dataDir, account)
  const folder = makeOwnCluster(dataDir, state, access)
  for (const [name, text] of Object.entries(files)) writeAs(account, join(folder, name), text)
  state.port = await freePort()
  state.made = true
  writePostgresState(dataDir, state)
  const { postgres } = postgresBinaries(account, POSTGRES_HOME)
  await launchPostgres(dataDir, state, account, postgres, {
    unix_socket_directories: '',
    ...THROWAWAY,
    ...settings,
  })
  const client = new pg.Client({ connectionString: postgresUrl(state, 'postgres') })
  await client.connect()
  await client.query('CREATE DATABASE veilgate').finally(() => client.end())
  return { url: postgresUrl(state), folder }
}

/**
 * Starts the Postgres of a data folder as the product does, of the version that the tests are run against.
 * What the product makes a cluster with is known to the embedded version alone.
 */
export async function startProductPostgres(dataDir: string, { throwaway = false } = {}) {
  if (POSTGRES_HOME !== undefined) {
    const state = readPostgresState(dataDir) ?? newPostgresState(dataDir, postgresAccount())
    if (!existsSync(clusterFolder(dataDir, state))) {
      makeOwnCluster(dataDir, state)
      writePostgresState(dataDir, { ...state, made: true })
    }
  }
  return startPostgres(dataDir, { throwaway, home: POSTGRES_HOME })
}

/** Makes the files of a server, of the version that the tests are run against. @returns their folder. */
export function makeOwnCluster(
  dataDir: string,
  state: PostgresState,
  access: readonly string[] = [],
): string {
  const account = postgresAccount()
  const folder = clusterFolder(dataDir, state)
  mkdirSync(folder, { mode: 0o700 })
  if (account !== null) chownSync(folder, account.uid, account.gid)
  writeAs(account, `${folder}.password`, state.password)
  execFileSync(postgresBinaries(account, POSTGRES_HOME).initdb, initArguments(folder), {
    ...account,
    cwd: '/',
    env: { ...CLEAN_ENV, LC_ALL: 'C.UTF-8' },
    stdio: 'pipe',
  })
  const usual = ['all', 'replication'].map((what) => `host ${what} all 127.0.0.1/32 scram-sha-256`)
  writeAs(account, join(folder, 'pg_hba.conf'), [...access, ...usual, ''].join('\n'))
  return folder
}

/** What every version from 14 on knows. */
function initArguments(folder: string): string[] {
  const password = `--pwfile=${folder}.password`
  return ['-D', folder, '-U', 'veilgate', '-A', 'scram-sha-256', password, '-E', 'UTF8']
}

function writeAs(account: Account | null, path: string, text: string) {
  writeFileSync(path, text, { mode: 0o600 })
  if (account !== null) chownSync(path, account.uid, account.gid)
}
