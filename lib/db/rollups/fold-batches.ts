import { backgroundDatabase, database, type Transaction } from '@/lib/db/client'
import { NO_ANSWER } from '@/lib/db/connection/guarded-client'
import { Prisma } from '@/lib/db/generated/client'
import { foldRisks } from '@/lib/db/risks/fold-risks'
import { type AddedUp, addUp, computeShared } from '@/lib/db/rollups/fold-statements'
import { FOLD_KEY } from '@/lib/db/rollups/rollup-tables'
import {
  NEWER_MIGRATIONS,
  refuseNewer,
  requireKnownSchema,
} from '@/lib/db/schema/require-known-schema'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { transaction } from '@/lib/db/transaction'
import { failureCode } from '@/lib/errors'

/** Where it has fallen behind: a row costs less the more are folded at once, in the indexes' order. */
export const MAX_BATCHES = 100
const TIMEOUT_MS = 60_000
/** Batch 0, the logins adopted from an earlier table, may be millions. */
const BACKGROUND_TIMEOUT_MS = 30 * 60_000

/**
 * Adds batches that are committed but not folded yet to the rollups, and takes them off the list of
 * unfolded ones, in one transaction. Any number of processes may call it: one folds at a time, so
 * that what becomes shared is computed from all that was folded before. What takes too long for the
 * usual connections, which give up soon where nothing answers, is done on a background one.
 * @returns how many batches were folded; 0 where there was none, or another process is at it.
 * @throws NewerSchema where a newer Veilgate migrated the database: it may fold more than this one knows.
 */
export async function foldBatches(): Promise<number> {
  const background = { client: backgroundDatabase(), timeoutMs: BACKGROUND_TIMEOUT_MS }
  const [adopted] = await database().$queryRaw<{ waits: boolean }[]>`
    SELECT EXISTS (SELECT FROM unfolded_batches WHERE batch_id = 0) AS waits`
  if (adopted?.waits) return transaction(foldSome, background)
  try {
    return await transaction(foldSome, { timeoutMs: TIMEOUT_MS })
  } catch (error) {
    if (!tookTooLong(error)) throw error
    return transaction(foldSome, background)
  }
}

async function foldSome(tx: Transaction): Promise<number> {
  const [lock] = await tx.$queryRaw<{ taken: boolean; newer: string | null }[]>`
    SELECT pg_try_advisory_xact_lock(${Prisma.raw(FOLD_KEY)}) AS taken, ${NEWER_MIGRATIONS} AS newer`
  refuseNewer(lock?.newer ?? null)
  if (!lock?.taken) return 0
  // Of tables that were empty a moment ago Postgres believes that reading them whole is cheapest. And it takes the
  // statements for dear enough to be compiled, which would take longer than the fold.
  await tx.$executeRaw`
    SELECT set_config('enable_seqscan', 'off', true), set_config('jit', 'off', true)`
  const batches = await tx.$queryRaw<{ id: bigint }[]>`
    DELETE FROM unfolded_batches WHERE batch_id IN (
      SELECT batch_id FROM unfolded_batches ORDER BY batch_id LIMIT ${MAX_BATCHES})
    RETURNING batch_id AS id`
  if (batches.length > 0) {
    await fold(
      tx,
      batches.map((batch) => batch.id),
    )
  }
  return batches.length
}

function tookTooLong(error: unknown): boolean {
  return ['57014', NO_ANSWER, 'P2028'].includes(failureCode(error) ?? '')
}

async function fold(tx: Transaction, batchIds: bigint[]) {
  const found = await tx.$queryRaw<AddedUp[]>(addUp(batchIds))
  for (const [kind, tables] of Object.entries(SHARED_TABLES)) {
    const tokens = found.flatMap(({ shared, value }) => (shared === kind ? [value] : []))
    if (tokens.length > 0) await tx.$executeRaw(computeShared(tables, tokens))
  }
  const moved = found.flatMap(({ value, at }) => (at === null ? [] : [{ userId: value, at }]))
  await foldRisks(tx, batchIds, moved)
  // A migration may have come while this waited for its locks.
  await requireKnownSchema(tx)
}
