import { AsyncLocalStorage } from 'node:async_hooks'
import { database, type Reader, replicaDatabase, type Transaction } from '@/lib/db/client'
import type { PrismaClient } from '@/lib/db/generated/client'
import { doubtReplica, watchReplica } from '@/lib/db/replica/watch-replica'
import { transaction } from '@/lib/db/transaction'
import { failureCode } from '@/lib/errors'
import { log } from '@/lib/log'
import { count } from '@/lib/measure'
import { singleton } from '@/lib/singleton'

/**
 * Where what belongs together is read, such as all of a page. It begins with the replica, where that will
 * do, and goes over to the primary for good once that fails.
 */
export type ReadSource = {
  isReplica: boolean
  /** As of when the replica shows what it shows; Unix milliseconds by this process's clock. */
  asOfMs: number
  /** How far the replica was behind then. */
  lagMs: number
}

/** What reads the primary alone. */
export function primarySource(): ReadSource {
  return { isReplica: false, asOfMs: Date.now(), lagMs: 0 }
}

/**
 * Chooses where to read: the replica where it follows, is not too far behind, and has what this reader
 * wrote last.
 * @param wrote how far the log was after that; null for a reader who wrote nothing lately.
 */
export async function chooseSource(wrote: bigint | null): Promise<ReadSource> {
  const asOfMs = Date.now()
  const known = await watchReplica()
  if (known === null) return primarySource()
  const { state, replayed } = known
  const isLate = wrote !== null && replayed !== null && replayed < wrote
  const outcome = state.kind !== 'following' ? state.kind : isLate ? 'own-write' : 'replica'
  count('veilgate_replica_reads_total', { outcome })
  if (state.kind !== 'following' || isLate) return primarySource()
  const { lagMs } = state
  return { isReplica: true, asOfMs: asOfMs - lagMs, lagMs }
}

/** Does some work whose `reader()` reads from a source. Outside of it everything reads the primary. */
export function readingFrom<T>(source: ReadSource, work: () => T): T {
  return scope().run(source, work)
}

/** The rows of an export, read from the source that it was asked for with, whoever takes them later. */
export function boundToSource<T>(chunks: AsyncGenerator<T>): AsyncGenerator<T> {
  const source = scope().getStore()
  if (source === undefined) return chunks
  const next = chunks.next.bind(chunks)
  return Object.assign(chunks, { next: () => readingFrom(source, () => next()) })
}

/**
 * What reads that may be a little old: the replica for whoever reads from it, else the primary. A query
 * that the replica fails, or cancels in favour of what it replays, is asked of the primary.
 */
export function reader(): Reader {
  if (!isOnReplica()) return database()
  const $queryRaw = (...query: Parameters<Reader['$queryRaw']>) =>
    fromSource((client) => client.$queryRaw(...query))
  return { $queryRaw } as Reader
}

/** Some reads as of one moment, from where `reader()` reads. On the primary they may begin anew. */
export function snapshot<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
  return fromSource((client) => transaction(work, { client, snapshot: true }))
}

/** Reads something, and once more from the primary where the replica does not have it, or not yet. */
export async function untilFound<T>(read: () => Promise<T | null>): Promise<T | null> {
  const found = await read()
  if (found !== null || !isOnReplica()) return found
  leaveReplica('own-write')
  return read()
}

/** Whether the reader at hand reads the replica. */
export function isOnReplica(): boolean {
  return scope().getStore()?.isReplica === true
}

/** Goes over to the primary, if a failure is the replica's. @returns whether to try again. */
export function leaveAfter(error: unknown): boolean {
  if (!isOnReplica() || !isOfTheServer(error)) return false
  log.warn('replica.read-failed', {}, error)
  doubtReplica()
  leaveReplica('retried')
  return true
}

async function fromSource<T>(read: (client: PrismaClient) => Promise<T>): Promise<T> {
  const replica = isOnReplica() ? replicaDatabase() : null
  if (replica === null) return read(database())
  try {
    return await read(replica)
  } catch (error) {
    if (!isOfTheServer(error)) throw error
    // Another read of the same source may have left it meanwhile.
    leaveAfter(error)
    return read(database())
  }
}

function leaveReplica(outcome: 'own-write' | 'retried'): void {
  const source = scope().getStore()
  if (source === undefined) return
  Object.assign(source, primarySource())
  count('veilgate_replica_reads_total', { outcome })
}

/** Not what the primary would say as well: wrong data, or a query that takes too long. */
function isOfTheServer(error: unknown): boolean {
  const code = failureCode(error)
  return code !== undefined && !/^(2[23]...|57014|P0...)$/.test(code)
}

function scope(): AsyncLocalStorage<ReadSource> {
  return singleton('read-source', () => new AsyncLocalStorage<ReadSource>())
}
