import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { instant } from '@/lib/db/instant'
import { judgeSql, TO_JUDGE } from '@/lib/db/risks/judge-sql'
import { readRiskSettings } from '@/lib/db/risks/read-risk-settings'
import { MAX_OF_ONE } from '@/lib/db/risks/risk-lookups'
import { lockRollups } from '@/lib/db/rollups/recompute-rollups'
import { transaction } from '@/lib/db/transaction'
import { MASKED_FIELDS } from '@/lib/model/masked-fields'

/** Few enough that folds wait for a moment only. */
const LOGINS = 2_000
const TIMEOUT_MS = 10 * 60_000

/**
 * Judges the logins sent since a moment anew, by what is set now, in batches of which each is a
 * transaction; folds and ingestion go on between them. Killed at any point, it is begun again.
 * @param sinceMs Unix milliseconds.
 * @param onProgress hears how many logins were judged so far.
 */
export async function judgeLogins(
  sinceMs: number,
  onProgress: (judged: number) => void = () => {},
): Promise<number> {
  let [judged, place] = [0, Prisma.sql`(${instant(sinceMs)}, 0::bigint)`]
  for (;;) {
    const last = await judgeNext(place)
    if (last === null) return judged
    judged += last.count
    onProgress(judged)
    place = Prisma.sql`(${last.sentAt}::timestamptz(3), ${last.id}::bigint)`
  }
}

type Last = { count: number; sentAt: Date; id: string }

async function judgeNext(place: Prisma.Sql): Promise<Last | null> {
  return transaction(
    async (tx) => {
      await lockRollups(tx)
      const next = Prisma.sql`
        SELECT ${TO_JUDGE} FROM user_logins AS l WHERE (sent_at, id) > ${place}
        ORDER BY sent_at, id LIMIT ${LOGINS}::int`
      const [last] = await tx.$queryRaw<Last[]>`
        SELECT count(*) OVER ()::int AS count, sent_at AS "sentAt", id::text AS id
        FROM (${next}) AS next ORDER BY sent_at DESC, id DESC LIMIT 1`
      if (last === undefined) return null
      await judge(tx, next)
      return last
    },
    { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS },
  )
}

/**
 * Judges the logins of some devices anew, after some of them were given other tokens; of one device the
 * newest. `lockRollups` comes first.
 */
export async function judgeDevices(tx: Transaction, tokens: readonly string[]): Promise<void> {
  const { column } = MASKED_FIELDS.device_id
  await judge(
    tx,
    Prisma.sql`
      SELECT login.* FROM unnest(${[...tokens]}::text[]) AS device(token)
      CROSS JOIN LATERAL (
        SELECT ${TO_JUDGE} FROM user_logins AS l WHERE ${Prisma.raw(column)} = device.token
        ORDER BY sent_at DESC, id DESC LIMIT ${MAX_OF_ONE}::int) AS login`,
  )
}

async function judge(tx: Transaction, scope: Prisma.Sql): Promise<void> {
  const rows = Prisma.sql`SELECT *, false AS is_last FROM (${scope}) AS login`
  await tx.$executeRaw(judgeSql({ rows }, await readRiskSettings(tx)))
}
