import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdtempSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { type Account, isReachable, outsideFolder } from '@/lib/embedded/account'
import { readPrecious, writeState } from '@/lib/embedded/data-dir'
import { UserError } from '@/lib/errors'

/** The cluster's folder, unless it had to lie outside. */
const IN_DATA_DIR = 'postgres'

/** What is remembered about the embedded Postgres, in the data folder's `postgres.json`. */
export type PostgresState = {
  /** Of the cluster; relative to the data folder, unless it had to lie outside. */
  folder: string
  /** 0 before the first start. */
  port: number
  password: string
  /** Set once the cluster is made: from then on, a missing folder is a loss, not a first start. */
  made?: boolean
}

/**
 * The state of a data folder's Postgres; null before its first start.
 * @throws UserError where it was lost: nobody gets into the database without its password.
 */
export function readPostgresState(dataDir: string): PostgresState | null {
  const path = join(dataDir, 'postgres.json')
  const state = readPrecious<PostgresState>(path)
  if (state === null && existsSync(join(dataDir, IN_DATA_DIR))) {
    throw new UserError(
      `${path} is missing, although the embedded Postgres has data. Restore it from a backup: it holds the password.`,
    )
  }
  return state
}

/** Remembers the state of a data folder's Postgres. */
export function writePostgresState(dataDir: string, state: PostgresState) {
  writeState(join(dataDir, 'postgres.json'), state)
}

/** A new password, and a place for the cluster that the account can reach. */
export function newPostgresState(dataDir: string, account: Account | null): PostgresState {
  const password = randomBytes(24).toString('base64url')
  if (account === null || isReachable(dataDir)) return { folder: IN_DATA_DIR, port: 0, password }
  const outside = mkdtempSync(join(outsideFolder(), 'data-'))
  chmodSync(outside, 0o711)
  return { folder: join(outside, 'postgres'), port: 0, password }
}

/** The cluster's folder, absolute. */
export function clusterFolder(dataDir: string, state: PostgresState): string {
  return isAbsolute(state.folder) ? state.folder : join(dataDir, state.folder)
}

/** How to connect. */
export function postgresUrl(state: PostgresState, database = 'veilgate'): string {
  return `postgresql://veilgate:${state.password}@127.0.0.1:${state.port}/${database}`
}
