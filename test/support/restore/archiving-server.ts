import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { postgresAccount } from '@/lib/embedded/account'
import { makeDataDir } from '@/lib/embedded/data-dir'
import {
  newPostgresState,
  readPostgresState,
  writePostgresState,
} from '@/lib/embedded/postgres-state'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { eventually } from '@/test/support/pipeline'
import { type PostgresServer, startPostgresServer } from '@/test/support/servers/postgres-server'
import { makeTestFolder } from '@/test/support/servers/test-folder'

/** A data folder of its own for a server; whoever makes it removes it with `removeServer`. */
export function serverFolder(password?: string): string {
  const dataDir = makeTestFolder('veilgate-restore-')
  chmodSync(dataDir, 0o711)
  makeDataDir(dataDir)
  if (password !== undefined) {
    writePostgresState(dataDir, { ...newPostgresState(dataDir, postgresAccount()), password })
  }
  return dataDir
}

export async function removeServer(server: PostgresServer | undefined) {
  if (server === undefined) return
  await server.stop()
  removeDataDir(server.dataDir)
}

/** Sets what takes a start of the server. */
export async function configure(server: PostgresServer, settings: Record<string, string>) {
  for (const [name, value] of Object.entries(settings)) {
    await server.sql(`ALTER SYSTEM SET ${name} = '${value.replaceAll("'", "''")}'`)
  }
  await server.stop()
  await server.start()
}

/** A server that archives its WAL into a folder beside it. */
export async function startArchivingServer(): Promise<{ server: PostgresServer; archive: string }> {
  const dataDir = serverFolder()
  const archive = join(dataDir, 'archive')
  mkdirSync(archive)
  giveAway(archive)
  const server = await startPostgresServer(dataDir)
  await configure(server, {
    archive_mode: 'on',
    archive_command: `test ! -f "${archive}/%f" && cp "%p" "${archive}/%f"`,
  })
  return { server, archive }
}

/** Copies a server's data while it goes on, as pg_basebackup does. @returns a data folder to restore. */
export async function takeBaseBackup(server: PostgresServer): Promise<string> {
  const dataDir = serverFolder(readPostgresState(server.dataDir)?.password)
  const folder = join(dataDir, 'postgres')
  const client = await server.connect('postgres')
  try {
    const [start, stop] = await backupFunctions(client)
    await client.query(`SELECT ${start}`)
    execFileSync('cp', ['-a', server.folder, folder])
    const { rows } = await client.query(`SELECT labelfile FROM ${stop}`)
    for (const name of ['postmaster.pid', 'pg_wal']) {
      rmSync(join(folder, name), { recursive: true, force: true })
    }
    for (const name of ['pg_wal', 'pg_wal/archive_status']) {
      mkdirSync(join(folder, name), { mode: 0o700 })
      giveAway(join(folder, name))
    }
    writeFileSync(join(folder, 'backup_label'), rows[0].labelfile)
    giveAway(join(folder, 'backup_label'))
  } finally {
    await client.end()
  }
  const state = readPostgresState(dataDir)
  if (state === null) throw new Error('no state')
  writePostgresState(dataDir, { ...state, folder, made: true })
  return dataDir
}

/** Postgres 14 has them by other names. */
async function backupFunctions(client: pg.Client): Promise<[start: string, stop: string]> {
  const { rows } = await client.query(
    "SELECT current_setting('server_version_num')::int AS version",
  )
  return rows[0].version < 150_000
    ? ["pg_start_backup('drill', true, false)", 'pg_stop_backup(false, true)']
    : ["pg_backup_start('drill', true)", 'pg_backup_stop(true)']
}

/** Everything that was committed so far is in the archive. */
export async function archiveAll(server: PostgresServer) {
  const [last] = await server.sql<{ name: string }>(
    'SELECT pg_walfile_name(pg_switch_wal()) AS name',
  )
  await eventually(async () => {
    const [archived] = await server.sql<{ done: boolean }>(
      `SELECT coalesce(last_archived_wal >= '${last?.name}', false) AS done FROM pg_stat_archiver`,
    )
    return archived?.done ?? false
  })
}

/** Starts a base backup and follows the archive up to a moment. */
export async function restoreUpTo(
  dataDir: string,
  archive: string,
  moment: string,
): Promise<PostgresServer> {
  const folder = readPostgresState(dataDir)?.folder ?? ''
  appendFileSync(
    join(folder, 'postgresql.auto.conf'),
    `archive_mode = off
     restore_command = 'cp "${archive}/%f" "%p"'
     recovery_target_time = '${moment}'
     recovery_target_action = 'promote'\n`,
  )
  writeFileSync(join(folder, 'recovery.signal'), '')
  giveAway(join(folder, 'recovery.signal'))
  const server = await startPostgresServer(dataDir)
  await eventually(async () => {
    const [row] = await server.sql<{ restores: boolean }>('SELECT pg_is_in_recovery() AS restores')
    return row?.restores === false
  })
  return server
}

/** To the account that the server runs as. */
function giveAway(path: string) {
  const account = postgresAccount()
  if (account !== null) chownSync(path, account.uid, account.gid)
}
