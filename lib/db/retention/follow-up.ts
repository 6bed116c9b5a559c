import { backgroundDatabase, type Transaction } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { clearShared } from '@/lib/db/retention/clear-shared'
import { noteFollowUp } from '@/lib/db/retention/note-progress'
import { type Cursor, type Walk, walkTable } from '@/lib/db/retention/walk-table'
import { ROLLED_UP } from '@/lib/db/rollups/rollup-keys'
import { FOLD_KEY, NO_DAY, PAIR_TABLES } from '@/lib/db/rollups/rollup-tables'
import { SHARED_TABLES } from '@/lib/db/shared/shared-tables'
import { transaction } from '@/lib/db/transaction'
import { UserError } from '@/lib/errors'
import type { FollowUpStep } from '@/lib/model/retention/retained-tables'

const TIMEOUT_MS = 60_000

/** How many rows are looked at in one transaction: what is shared is computed anew, which costs more. */
export type BatchSizes = { rows: number; shared: number }

/** What a batch deleted; `cursor` is null where the step is at its end. */
export type Followed = { rows: number; cursor: Cursor | null }

/** Somebody writes what is to be cleared; to be tried again. */
export class RetentionBusy extends UserError {
  override name = 'RetentionBusy'
}

/**
 * One batch of a step that clears what derives from logins which are gone, in a transaction of its own that also
 * notes where the next one goes on. It takes turns with the folds, and with whoever changes the vault.
 * @throws RetentionBusy where one of them is at it.
 */
export async function followUp(
  step: FollowUpStep,
  cursor: Cursor | null,
  { rows, shared }: BatchSizes,
): Promise<Followed> {
  const work = async (tx: Transaction) => {
    const followed = await act(tx, step, cursor, rows, shared)
    if (followed.cursor !== null) await noteFollowUp(step, step, followed.cursor, tx)
    return followed
  }
  return transaction(work, { client: backgroundDatabase(), timeoutMs: TIMEOUT_MS })
}

async function act(
  tx: Transaction,
  step: FollowUpStep,
  cursor: Cursor | null,
  most: number,
  mostShared: number,
): Promise<Followed> {
  if (step === 'vault') return clearVault(tx, cursor, most)
  if (step === 'reviews') return clearReviews(tx, cursor, most)
  await holdFold(tx)
  if (step === 'shared-devices') return clearShared(tx, 'device', cursor, mostShared)
  if (step === 'shared-ips') return clearShared(tx, 'ip', cursor, mostShared)
  return walkTable(tx, WALKS[step], cursor, most)
}

async function holdFold(tx: Transaction): Promise<void> {
  const [lock] = await tx.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${Prisma.raw(FOLD_KEY)}) AS taken`
  if (!lock?.taken) throw new RetentionBusy('The rollups are being written')
}

/** No login is left from before this. */
const CUTOFF = Prisma.sql`(SELECT given_up_until FROM retention_progress)`
const CUTOFF_DAY = Prisma.sql`(${CUTOFF} AT TIME ZONE 'UTC')::date`

/** Pairs that no login has had since; a pair that is not dated is looked for among the logins. */
function walkOfPairs(table: string): Walk {
  const pairs = PAIR_TABLES.find(({ name }) => name === table)
  if (pairs === undefined) throw new Error(`There are no pairs called ${table}`)
  const { columns, from, datedBy } = pairs
  const same = columns.map((column, at) => `login.${from[at]} = ${table}.${column}`).join(' AND ')
  const isUnmet = Prisma.sql`NOT EXISTS (SELECT FROM user_logins AS login WHERE ${Prisma.raw(same)})`
  const lastDay = Prisma.raw(`${table}.last_day`)
  return {
    table,
    keys: columns.map((column) => [column, 'text'] as const),
    isGone:
      datedBy === null
        ? isUnmet
        : Prisma.sql`CASE WHEN ${lastDay} > ${Prisma.raw(NO_DAY)} THEN ${lastDay} < ${CUTOFF_DAY} ELSE ${isUnmet} END`,
    also: askAnew(table),
  }
}

/**
 * Has the shared values that lose a pair computed anew by the steps that come later. Those look at what was first
 * seen before the cutoff, as these values were; where a login has made one shared since, its row says otherwise.
 */
function askAnew(table: string): Prisma.Sql {
  const shared = Object.values(SHARED_TABLES).filter(({ userPairs, otherPairs }) =>
    [userPairs.sql, otherPairs.sql].includes(table),
  )
  const marks = shared.map(
    ({ rollup, key }) => Prisma.sql`, asked_${rollup} AS (
      UPDATE ${rollup} AS t SET first_seen = ${CUTOFF} - interval '1 millisecond'
      FROM gone WHERE t.token = gone.${key} AND t.first_seen >= ${CUTOFF})`,
  )
  return Prisma.join(marks, '')
}

const WALKS: Record<
  Exclude<FollowUpStep, 'vault' | 'reviews' | 'shared-devices' | 'shared-ips'>,
  Walk
> = {
  minutes: {
    table: 'login_minutes',
    keys: [['minute', 'timestamptz']],
    isGone: Prisma.sql`login_minutes.minute < ${CUTOFF}`,
  },
  hours: {
    table: 'login_hours',
    keys: [
      ...ROLLED_UP.map(({ column }) => [column.sql, 'text'] as const),
      ['hour', 'timestamptz'],
    ],
    isGone: Prisma.sql`login_hours.hour < ${CUTOFF}`,
  },
  days: {
    table: 'login_days',
    keys: [...ROLLED_UP.map(({ column }) => [column.sql, 'text'] as const), ['day', 'date']],
    isGone: Prisma.sql`login_days.day < ${CUTOFF_DAY}`,
  },
  'device-users': walkOfPairs('device_users'),
  'ip-users': walkOfPairs('ip_users'),
  'device-ips': walkOfPairs('device_ips'),
  risks: {
    table: 'login_risks',
    keys: [
      ['login_sent_at', 'timestamptz'],
      ['login_id', 'bigint'],
    ],
    isGone: Prisma.sql`login_risks.login_sent_at < ${CUTOFF}`,
    isInOrder: true,
  },
}

async function clearVault(tx: Transaction, cursor: Cursor | null, most: number): Promise<Followed> {
  const after = String(cursor?.[0] ?? '')
  const [row] = await tx.$queryRaw<{ rows: bigint; last: string | null }[]>`
    SELECT rows, last FROM retain_vault(${after}, ${most}::int)`
  const last = row?.last ?? null
  return { rows: Number(row?.rows ?? 0), cursor: last === null ? null : [last] }
}

async function clearReviews(
  tx: Transaction,
  cursor: Cursor | null,
  most: number,
): Promise<Followed> {
  const after = String(cursor?.[0] ?? '0')
  const [row] = await tx.$queryRaw<{ rows: bigint; last: bigint | null }[]>`
    SELECT rows, last FROM retain_reviews(${after}::text::bigint, ${most}::int)`
  const last = row?.last ?? null
  return { rows: Number(row?.rows ?? 0), cursor: last === null ? null : [String(last)] }
}
