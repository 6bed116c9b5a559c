import { backgroundDatabase, database, type Transaction } from '@/lib/db/client'
import { NO_ANSWER } from '@/lib/db/connection/guarded-client'
import { Prisma } from '@/lib/db/generated/client'
import { FOLD_LOCK, FOLDED } from '@/lib/db/rollups/rollup-tables'
import { transaction } from '@/lib/db/transaction'
import { failureCode } from '@/lib/errors'

/** Where it has fallen behind: a row costs less the more are folded at once, in the indexes' order. */
const MAX_BATCHES = 100
const TIMEOUT_MS = 60_000
/** Batch 0, the logins adopted from an earlier table, may be millions. */
const BACKGROUND_TIMEOUT_MS = 30 * 60_000

/**
 * Adds batches that are committed but not folded yet to the rollups, and takes them off the list of
 * unfolded ones, in one transaction. Any number of processes may call it: one folds at a time, so
 * that what becomes shared is computed from all that was folded before. What takes too long for the
 * usual connections, which give up soon where nothing answers, is done on a background one.
 * @returns how many batches were folded; 0 where there was none, or another process is at it.
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
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${FOLD_LOCK}::bigint) AS taken`
  if (!lock?.taken) return 0
  // Of tables that were empty a moment ago Postgres believes that reading them whole is cheapest.
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`
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
  const newlyShared = await tx.$queryRaw<{ device: string | null; ip: string | null }[]>(
    addUp(batchIds),
  )
  const devices = newlyShared.flatMap(({ device }) => device ?? [])
  const ips = newlyShared.flatMap(({ ip }) => ip ?? [])
  if (devices.length > 0) await tx.$executeRaw(computeShared(DEVICES, devices))
  if (ips.length > 0) await tx.$executeRaw(computeShared(IPS, ips))
}

/** Of what is shared: its rollup, its column in the logins and in the pairs, and what it counts. */
type Kind = Record<'rollup' | 'column' | 'key' | 'userPairs' | 'other' | 'otherPairs', Prisma.Sql>

const DEVICES: Kind = {
  rollup: Prisma.sql`shared_devices`,
  column: Prisma.sql`masked_device_id`,
  key: Prisma.sql`device`,
  userPairs: Prisma.sql`device_users`,
  other: Prisma.sql`ips`,
  otherPairs: Prisma.sql`device_ips`,
}

const IPS: Kind = {
  rollup: Prisma.sql`shared_ips`,
  column: Prisma.sql`masked_ip`,
  key: Prisma.sql`ip`,
  userPairs: Prisma.sql`ip_users`,
  other: Prisma.sql`devices`,
  otherPairs: Prisma.sql`device_ips`,
}

/**
 * One statement, so that the logins are read once: notes new pairs, adds to what is shared already,
 * counts by version, day, hour and minute, and returns what the new pairs made shared.
 */
function addUp(batchIds: bigint[]): Prisma.Sql {
  const adopted = batchIds.includes(0n) ? Prisma.sql`OR batch_id IS NULL` : Prisma.empty
  return Prisma.sql`
    WITH fresh AS MATERIALIZED (
      SELECT user_id COLLATE "C" AS user_id, masked_device_id COLLATE "C" AS device,
        masked_ip COLLATE "C" AS ip, device_type, locale, app_version, app_version_text, sent_at
      FROM user_logins WHERE batch_id = ANY(${batchIds}::bigint[]) ${adopted}
    ),
    ${newPairs('device_users', 'device', 'user_id')},
    ${newPairs('device_ips', 'device', 'ip')},
    ${newPairs('ip_users', 'ip', 'user_id')},
    ${addToShared(DEVICES)},
    ${addToShared(IPS)},
    versions AS (
      INSERT INTO login_versions AS t (app_version, app_version_text, logins)
      SELECT coalesce(app_version, -1), coalesce(app_version_text, ''), count(*)
      FROM fresh GROUP BY 1, 2
      ON CONFLICT (app_version, app_version_text) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    minutes AS (
      INSERT INTO login_minutes AS t (minute, logins)
      SELECT date_trunc('minute', sent_at, 'UTC'), count(*) FROM fresh GROUP BY 1
      ON CONFLICT (minute) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    counted AS MATERIALIZED (
      SELECT device_type, locale, date_trunc('hour', sent_at, 'UTC') AS hour, count(*) AS logins
      FROM fresh GROUP BY 1, 2, 3
    ),
    days AS (
      INSERT INTO login_days AS t (device_type, locale, day, logins)
      ${countsBy(Prisma.sql`(hour AT TIME ZONE 'UTC')::date`)}
      ON CONFLICT (device_type, locale, day) DO UPDATE SET logins = t.logins + excluded.logins
    ),
    hours AS (
      INSERT INTO login_hours AS t (device_type, locale, hour, logins)
      ${countsBy(Prisma.sql`hour`)}
      ON CONFLICT (device_type, locale, hour) DO UPDATE SET logins = t.logins + excluded.logins
    )
    SELECT device, NULL AS ip FROM (${becameShared(DEVICES)}) AS newly_shared
    UNION ALL SELECT NULL, ip FROM (${becameShared(IPS)}) AS newly_shared`
}

/**
 * Most pairs are known. A look at the index tells so far sooner than a conflict does, in the index's
 * order, and one by one: OFFSET 0 keeps Postgres from reading all that is known instead.
 */
function newPairs(table: string, one: string, other: string): Prisma.Sql {
  const [name, a, b] = [Prisma.raw(table), Prisma.raw(one), Prisma.raw(other)]
  return Prisma.sql`
    new_${name} AS (
      INSERT INTO ${name} (${a}, ${b})
      SELECT ${a}, ${b} FROM (
        SELECT DISTINCT ${a}, ${b} FROM fresh WHERE ${a} IS NOT NULL AND ${b} IS NOT NULL
        ORDER BY 1, 2) AS pair
      WHERE NOT EXISTS (
        SELECT FROM ${name} AS known WHERE known.${a} = pair.${a} AND known.${b} = pair.${b} OFFSET 0)
      ON CONFLICT DO NOTHING RETURNING ${a}, ${b}
    )`
}

function addToShared({ rollup, key, userPairs, other, otherPairs }: Kind): Prisma.Sql {
  return Prisma.sql`
    added_${rollup} AS (
      UPDATE ${rollup} AS t SET logins = t.logins + seen.logins,
        users = t.users + seen.new_users, ${other} = t.${other} + seen.new_others,
        first_seen = least(t.first_seen, seen.first_seen),
        last_seen = greatest(t.last_seen, seen.last_seen)
      FROM (
        SELECT ${key}, logins, first_seen, last_seen, coalesce(new_users.count, 0) AS new_users,
          coalesce(new_others.count, 0) AS new_others
        FROM (SELECT ${key}, count(*) AS logins, min(sent_at) AS first_seen, max(sent_at) AS last_seen
              FROM fresh WHERE ${key} IS NOT NULL GROUP BY ${key}) AS login
        LEFT JOIN (SELECT ${key}, count(*) FROM new_${userPairs} GROUP BY ${key}) AS new_users
          USING (${key})
        LEFT JOIN (SELECT ${key}, count(*) FROM new_${otherPairs} GROUP BY ${key}) AS new_others
          USING (${key})
        ORDER BY ${key}) AS seen
      WHERE t.token = seen.${key}
    )`
}

/** What new users made shared: those that had one user before this statement, or two new ones. */
function becameShared({ rollup, key, userPairs }: Kind): Prisma.Sql {
  return Prisma.sql`
    SELECT ${key} FROM new_${userPairs} AS pair
    WHERE NOT EXISTS (SELECT 1 FROM ${rollup} AS t WHERE t.token = pair.${key})
    GROUP BY ${key}
    HAVING count(*) > 1
      OR EXISTS (SELECT 1 FROM ${userPairs} AS earlier WHERE earlier.${key} = pair.${key})`
}

/** The figures of what became shared, from all logins folded so far. */
function computeShared(kind: Kind, tokens: string[]): Prisma.Sql {
  const { rollup, column, key, userPairs, other, otherPairs } = kind
  return Prisma.sql`
    INSERT INTO ${rollup} (token, logins, users, ${other}, first_seen, last_seen)
    SELECT token, logins,
      (SELECT count(*) FROM ${userPairs} AS pair WHERE pair.${key} = token),
      (SELECT count(*) FROM ${otherPairs} AS pair WHERE pair.${key} = token),
      first_seen, last_seen
    FROM unnest(${tokens}::text[]) AS shared(token)
    CROSS JOIN LATERAL (
      SELECT count(*) AS logins, min(sent_at) AS first_seen, max(sent_at) AS last_seen
      FROM user_logins WHERE ${column} = shared.token AND ${Prisma.raw(FOLDED)}) AS login`
}

function countsBy(bucket: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT CASE WHEN grouping(device_type) = 1 THEN '*' ELSE coalesce('=' || device_type, '-') END,
      CASE WHEN grouping(locale) = 1 THEN '*' ELSE coalesce('=' || locale, '-') END,
      bucket, sum(logins)::bigint
    FROM (SELECT device_type, locale, ${bucket} AS bucket, logins FROM counted) AS login
    GROUP BY bucket, CUBE (device_type, locale)`
}
