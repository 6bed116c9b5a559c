import {
  type ConnectionConfig,
  connectionConfig,
  type UrlVariable,
} from '@/lib/db/connection/connection-config'
import { openPool, type Pool } from '@/lib/db/connection/connection-pool'
import { PooledAdapter } from '@/lib/db/connection/pooled-adapter'
import { PrismaClient } from '@/lib/db/generated/client'
import { databaseUrl, env } from '@/lib/env'
import { singleton } from '@/lib/singleton'
import { withTimeout } from '@/lib/with-timeout'

/** What may take minutes has a deadline, too: a quarter of an hour for one statement. */
export const PATIENT_DEADLINE_MS = 15 * 60_000
/** SIGTERM does not wait for a connection that does not answer. */
const CLOSE_MS = 2_000

type PoolName = 'main' | 'background' | 'reveal' | 'background-reveal' | 'replica'
type Open = { name: PoolName; prisma: PrismaClient; pool: Pool; deadlineMs: number }

const clients = singleton('database', () => new Map<string, Open>())

/** The process-wide Prisma client. A query that gets no answer for 10 s fails. */
export function database(): PrismaClient {
  return open({ name: 'main', url: databaseUrl(), max: 12 })
}

/** The client for what legitimately takes minutes. Few connections, so that it starves nothing else. */
export function backgroundDatabase(): PrismaClient {
  return open({ name: 'background', url: databaseUrl(), max: 3, deadlineMs: PATIENT_DEADLINE_MS })
}

/**
 * The client of the role that may read the vault, which the reveal room alone uses; the usual one
 * where no such role is configured.
 */
export function revealDatabase(): PrismaClient {
  const url = revealUrl()
  return url === undefined ? database() : open({ name: 'reveal', url, max: 4, variable: REVEAL })
}

/** As `revealDatabase`, for what legitimately takes minutes: a rotation, an erasure. */
export function backgroundRevealDatabase(): PrismaClient {
  const url = revealUrl()
  if (url === undefined) return backgroundDatabase()
  const deadlineMs = PATIENT_DEADLINE_MS
  return open({ name: 'background-reveal', url, max: 3, deadlineMs, variable: REVEAL })
}

/**
 * The client of the replica; null where none is configured. Only lib/db/replica asks for it: what may be
 * read there is read by `reader()`.
 */
export function replicaDatabase(): PrismaClient | null {
  const url = replicaUrl()
  return url === undefined ? null : open({ name: 'replica', url, max: 12, variable: REPLICA })
}

/** The URL of the replica; undefined where none is configured, or it is the database itself. */
export function replicaUrl(): string | undefined {
  const url = env().VEILGATE_READ_DATABASE_URL
  return url === env().DATABASE_URL ? undefined : url
}

/** How long a query of this client may go without an answer, in milliseconds. */
export function deadlineOf(client: PrismaClient): number {
  for (const { prisma, deadlineMs } of clients.values()) if (prisma === client) return deadlineMs
  return PATIENT_DEADLINE_MS
}

/** The open pools of this process: connections in use, idle ones, and queries that wait for one. */
export function poolFigures() {
  return [...clients.values()].map(({ name, pool }) => ({
    pool: name,
    busy: pool.totalCount - pool.idleCount,
    idle: pool.idleCount,
    waiting: pool.waitingCount,
  }))
}

/** Closes this process's connections; the next `database()` opens new ones. */
export async function closeDatabase(): Promise<void> {
  const all = [...clients.values()]
  clients.clear()
  await Promise.all(
    all.map(({ prisma, pool }) =>
      withTimeout(CLOSE_MS, prisma.$disconnect()).catch(() => pool.destroy()),
    ),
  )
}

/** A transaction's client, as `$transaction` hands it to its callback. */
export type Transaction = Parameters<Parameters<PrismaClient['$transaction']>[0]>[0]

/** What reads: the process-wide client, or a transaction where several reads are to be of one moment. */
export type Reader = Pick<Transaction, '$queryRaw'>

const REVEAL = 'VEILGATE_REVEAL_DATABASE_URL'
export const REPLICA = 'VEILGATE_READ_DATABASE_URL'

function revealUrl(): string | undefined {
  const url = env().VEILGATE_REVEAL_DATABASE_URL
  return url === env().DATABASE_URL ? undefined : url
}

type Wanted = {
  name: PoolName
  url: string
  max: number
  deadlineMs?: number
  variable?: UrlVariable
}

function open({ name, url, max, ...options }: Wanted): PrismaClient {
  const key = `${options.deadlineMs ?? ''} ${url}`
  const known = clients.get(key)
  if (known !== undefined) return known.prisma
  const config: ConnectionConfig = connectionConfig(url, options)
  const pool = openPool(config, max)
  const prisma = new PrismaClient({ adapter: new PooledAdapter(pool, config.where) })
  clients.set(key, { name, prisma, pool, deadlineMs: config.deadlineMs })
  return prisma
}
