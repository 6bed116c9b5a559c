import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, chownSync, closeSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { postgresAccount } from '@/lib/embedded/account'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { logTail, openLog } from '@/lib/embedded/log-file'
import { postgresBinaries } from '@/lib/embedded/postgres-binaries'
import { CLEAN_ENV, makeCluster } from '@/lib/embedded/postgres-cluster'
import { clusterFolder, newPostgresState } from '@/lib/embedded/postgres-state'
import { makeOwnCluster, POSTGRES_HOME } from '@/test/support/servers/own-postgres'

/** The files of a Postgres server, which a test serves as it likes. Its superuser is `veilgate`. */
export type Cluster = { dataDir: string; folder: string; password: string }

/** A cluster while it is served. */
export type ServedCluster = {
  url(database: string): string
  /** Statements, as superuser. @throws where the server is not there. */
  sql<Row extends object>(text: string, database?: string): Promise<Row[]>
  /** Ends it; `fast` writes everything first, as SIGINT does, and the other is SIGKILL. */
  stop(how: 'fast' | 'killed'): Promise<void>
}

type Serving = {
  address?: string
  port: number
  settings?: Record<string, string>
  /** What a command line begins with, to run somewhere else than here; as root. */
  via?: readonly string[]
}

const START_SECONDS = 60

/** Makes the files of a server in a folder that is there. */
export async function makeTestCluster(dataDir: string): Promise<Cluster> {
  makeDataDir(dataDir)
  const account = postgresAccount()
  const state = newPostgresState(dataDir, account)
  if (POSTGRES_HOME === undefined) {
    await makeCluster(dataDir, state, account, postgresBinaries(account).initdb)
  } else makeOwnCluster(dataDir, state)
  return { dataDir, folder: clusterFolder(dataDir, state), password: state.password }
}

/** Copies the files of a server that does not run, as a standby of its which follows it. */
export function copyAsStandby(cluster: Cluster, name: string): Cluster {
  const folder = join(dirname(cluster.folder), name)
  execFileSync('cp', ['-a', cluster.folder, folder])
  const signal = join(folder, 'standby.signal')
  writeFileSync(signal, '')
  const { uid, gid } = statSync(folder)
  chownSync(signal, uid, gid)
  return { ...cluster, folder }
}

/** Lets in whoever comes from a network, with a password. */
export function admitNetwork({ folder }: Cluster, network: string): void {
  appendFileSync(join(folder, 'pg_hba.conf'), `host all all ${network} scram-sha-256\n`)
}

/** Deletes the files, which may have had to lie outside of the data folder. */
export function removeCluster({ dataDir, folder }: Cluster): void {
  rmSync(folder.startsWith(dataDir) ? folder : dirname(folder), { recursive: true, force: true })
}

/** Serves a cluster until it is stopped. @throws where it does not answer, with its last words. */
export async function serveCluster(cluster: Cluster, serving: Serving): Promise<ServedCluster> {
  const { address = '127.0.0.1', port } = serving
  const child = launch(cluster, serving)
  const exit = new Promise<void>((done) => {
    child.once('error', () => done()).once('exit', () => done())
  })
  const url = (database: string) =>
    `postgresql://veilgate:${cluster.password}@${address}:${port}/${database}`
  const served: ServedCluster = {
    url,
    sql: (text, database = 'postgres') => ask(url(database), text),
    stop: (how) => {
      child.kill(how === 'fast' ? 'SIGINT' : 'SIGKILL')
      return exit
    },
  }
  for (const deadline = Date.now() + START_SECONDS * 1_000; Date.now() < deadline; ) {
    const answer = served.sql('SELECT').then(
      () => true,
      () => false,
    )
    if (await answer) return served
    if (child.exitCode !== null) break
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`Postgres does not start.\n${logTail(cluster.dataDir, 'postgres')}`)
}

function launch(cluster: Cluster, { address = '127.0.0.1', port, settings, via = [] }: Serving) {
  const account = postgresAccount()
  const { postgres } = postgresBinaries(account, POSTGRES_HOME)
  const args = ['-D', cluster.folder, '-h', address, '-p', String(port)]
  const all = { unix_socket_directories: '', timezone: 'UTC', log_timezone: 'UTC', ...settings }
  for (const [name, value] of Object.entries(all)) args.push('-c', `${name}=${value}`)
  // Only root gets there, and Postgres does not run as root.
  const become =
    via.length > 0 && account !== null
      ? ['setpriv', `--reuid=${account.uid}`, `--regid=${account.gid}`, '--clear-groups']
      : []
  const [program = postgres, ...rest] = [...via, ...become, postgres, ...args]
  const log = openLog(cluster.dataDir, 'postgres')
  const child = spawn(program, rest, {
    ...(via.length > 0 ? {} : account),
    cwd: cluster.folder,
    env: { ...CLEAN_ENV, PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    // Ctrl-C is for the test, which still needs it.
    detached: true,
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  return child
}

async function ask<Row extends object>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 60_000,
  })
  // It may be cut off at any time.
  client.on('error', () => {})
  try {
    await client.connect()
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end().catch(() => {})
  }
}
