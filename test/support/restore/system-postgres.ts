import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { postgresAccount } from '@/lib/embedded/account'
import { freePort } from '@/lib/embedded/free-port'
import { eventually } from '@/test/support/pipeline'
import { serverFolder } from '@/test/support/restore/archiving-server'

const HOME = '/usr/lib/postgresql'
const PROGRAMS = ['initdb', 'postgres', 'pg_dump', 'pg_restore']

/** A Postgres of this machine, with the programs that the embedded one comes without. */
export type SystemPostgres = {
  /** Of a database that is there or not. */
  url(database: string): string
  /** Runs pg_dump or pg_restore. @throws where it fails. */
  run(program: 'pg_dump' | 'pg_restore', args: string[]): void
  sql(text: string): Promise<void>
  stop(): Promise<void>
}

/** The folder of the newest one that is whole; null where this machine has none. */
export function findSystemPostgres(): string | null {
  const versions = existsSync(HOME) ? readdirSync(HOME).sort((a, b) => Number(b) - Number(a)) : []
  const folders = versions.map((version) => join(HOME, version, 'bin'))
  const isWhole = (bin: string) => PROGRAMS.every((program) => existsSync(join(bin, program)))
  return folders.find(isWhole) ?? null
}

/** Makes a cluster that trusts whoever reaches it on this machine, and starts its server. */
export async function startSystemPostgres(bin: string): Promise<SystemPostgres> {
  const dataDir = serverFolder()
  const folder = join(dataDir, 'postgres')
  const account = postgresAccount()
  mkdirSync(folder, { mode: 0o700 })
  if (account !== null) chownSync(folder, account.uid, account.gid)
  const asServer = { ...account, cwd: folder, stdio: 'ignore' } as const
  const how = ['-U', 'veilgate', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync']
  execFileSync(join(bin, 'initdb'), ['-D', folder, ...how], asServer)
  const port = await freePort()
  const args = ['-D', folder, '-h', '127.0.0.1', '-p', String(port), '-k', '', '-c', 'fsync=off']
  const server = spawn(join(bin, 'postgres'), args, asServer)
  const ended = new Promise((done) => server.once('exit', done))
  const url = (database: string) => `postgresql://veilgate@127.0.0.1:${port}/${database}`
  const sql = async (text: string) => {
    const client = new pg.Client({ connectionString: url('postgres') })
    client.on('error', () => {})
    await client.connect()
    await client.query(text).finally(() => client.end())
  }
  await eventually(() =>
    sql('SELECT 1').then(
      () => true,
      () => false,
    ),
  )
  return {
    url,
    sql,
    run: (program, given) => void execFileSync(join(bin, program), given, { stdio: 'pipe' }),
    stop: async () => {
      server.kill('SIGINT')
      await ended
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
