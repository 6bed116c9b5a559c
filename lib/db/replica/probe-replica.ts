import { database, replicaDatabase } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'
import type { Head, Replayed } from '@/lib/db/replica/measure-lag'
import { isSameDatabase } from '@/lib/db/replica/same-database'
import { parseWalPlace } from '@/lib/db/replica/wal-place'

type Server = {
  place: string | null
  inRecovery: boolean
  /** By its own clock; Unix milliseconds. */
  nowMs: number
  /** When the primary committed what was replayed last; null on a primary. */
  committedMs: number | null
  startedAt: string
}

/** What both servers said, one after the other, or why the replica may not be read. */
export type Probe =
  | { kind: 'told'; head: Head; replayed: Replayed; servers: string }
  | { kind: 'refused'; problem: string; servers: string }

/**
 * Asks the primary how far its log is, and then the replica how far it has replayed it. Whether it is a
 * replica of this database is asked once for a pair of servers, known by when each was started.
 * @param knownServers the pair for which that was found to be so.
 * @throws where one of them does not answer.
 */
export async function probeReplica(knownServers: string): Promise<Probe> {
  const replica = replicaDatabase()
  if (replica === null) throw new Error('No replica is configured.')
  const primary = database()
  const ours = await ask(primary)
  const theirs = await ask(replica)
  const servers = `${ours.startedAt} ${theirs.startedAt}`
  if (servers !== knownServers && !(await isSameDatabase(primary, replica))) {
    return { kind: 'refused', problem: FOREIGN, servers }
  }
  const head = { place: parseWalPlace(ours.place), nowMs: ours.nowMs }
  // A name that leads to the primary for the time being, as after a failover.
  const isPrimary = ours.startedAt === theirs.startedAt
  if (!theirs.inRecovery && !isPrimary) return { kind: 'refused', problem: PROMOTED, servers }
  const place = isPrimary ? head.place : parseWalPlace(theirs.place)
  if (head.place === null || place === null) {
    return { kind: 'refused', problem: UNTOLD, servers }
  }
  const replayed = { place, committedMs: theirs.committedMs }
  return { kind: 'told', head: { place: head.place, nowMs: head.nowMs }, replayed, servers }
}

const FOREIGN =
  'VEILGATE_READ_DATABASE_URL leads to another database than DATABASE_URL. Point it at a streaming ' +
  'replica of that one'
const PROMOTED =
  'The server of VEILGATE_READ_DATABASE_URL is no standby: it was promoted, or never followed. Make it ' +
  'follow the primary again, or remove the variable'
const UNTOLD =
  'The server of VEILGATE_READ_DATABASE_URL does not say how far it has replayed the log, so its lag is ' +
  'not known. Use a streaming replica'

async function ask(client: PrismaClient): Promise<Server> {
  const [row] = await client.$queryRaw<Server[]>`
    SELECT pg_is_in_recovery() AS "inRecovery", (CASE WHEN pg_is_in_recovery()
      THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END)::text AS place,
      (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS "nowMs",
      (extract(epoch FROM pg_last_xact_replay_timestamp()) * 1000)::float8 AS "committedMs",
      pg_postmaster_start_time()::text AS "startedAt"`
  return row as Server
}
