import { appendFileSync, chmodSync, chownSync, cpSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { postgresAccount } from '@/lib/embedded/account'
import { makeDataDir } from '@/lib/embedded/data-dir'
import {
  clusterFolder,
  newPostgresState,
  readPostgresState,
  writePostgresState,
} from '@/lib/embedded/postgres-state'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { type PostgresServer, startPostgresServer } from '@/test/support/servers/postgres-server'
import { makeTestFolder } from '@/test/support/servers/test-folder'

/** A primary with an empty database, and how to end what was started for it. */
export async function startPrimary(): Promise<PostgresServer> {
  const dataDir = serverFolder('veilgate-primary-')
  return startPostgresServer(dataDir)
}

/**
 * A streaming replica of a server: a copy of its files, taken while it is stopped, that follows it from
 * there. The primary is started again first.
 */
export async function startReplica(primary: PostgresServer): Promise<PostgresServer> {
  const dataDir = serverFolder('veilgate-replica-')
  await primary.stop()
  const account = postgresAccount()
  const origin = readPostgresState(primary.dataDir)
  if (origin === null) throw new Error('The primary was never started.')
  const state = { ...newPostgresState(dataDir, account), password: origin.password, made: true }
  const folder = clusterFolder(dataDir, state)
  cpSync(primary.folder, folder, { recursive: true })
  const { username, password } = new URL(primary.url)
  const origins = `host=127.0.0.1 port=${primary.port} user=${username} password=${password}`
  appendFileSync(join(folder, 'postgresql.auto.conf'), `primary_conninfo = '${origins}'\n`)
  writeFileSync(join(folder, 'standby.signal'), '')
  if (account !== null) giveTo(folder, account)
  writePostgresState(dataDir, state)
  await primary.start()
  return startPostgresServer(dataDir)
}

/** Ends a server for good. */
export async function removeServer(server: PostgresServer): Promise<void> {
  await server.stop()
  removeDataDir(server.dataDir)
}

/** Where we are root, Postgres runs as another account and has to get there. */
function serverFolder(prefix: string): string {
  const dataDir = makeTestFolder(prefix)
  chmodSync(dataDir, 0o711)
  makeDataDir(dataDir)
  return dataDir
}

function giveTo(folder: string, { uid, gid }: { uid: number; gid: number }): void {
  chmodSync(folder, 0o700)
  chownSync(folder, uid, gid)
  for (const entry of readdirSync(folder, { recursive: true })) {
    chownSync(join(folder, String(entry)), uid, gid)
  }
}
