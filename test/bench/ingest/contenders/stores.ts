import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaClient } from '@/lib/db/generated/client'
import type { PlainRow } from '@/test/bench/ingest/contenders/plain-row'

/** The schema that the other contenders have to themselves. */
export const PLAIN_SCHEMA = 'plain'

/** One table of logins and one index: less than anything that has to find a row again can do with. */
export const PLAIN_TABLE = `
  CREATE SCHEMA IF NOT EXISTS ${PLAIN_SCHEMA};
  DROP TABLE IF EXISTS ${PLAIN_SCHEMA}.user_logins;
  CREATE TABLE ${PLAIN_SCHEMA}.user_logins (
    id bigserial, message_id text PRIMARY KEY, user_id varchar(128), device_type varchar(32),
    masked_ip varchar(256), masked_device_id varchar(256), locale varchar(32), app_version integer,
    create_date date, sent_at timestamptz, app_version_text text, batch_id bigint, run_id integer)`

type Store = (rows: readonly PlainRow[]) => Promise<void>

/**
 * Where a contender's rows go: by Prisma's `createMany`, by one statement over arrays, or by a statement
 * for each row. A row that is there already is left as it is.
 */
export async function openStore(how: string): Promise<Store> {
  const connectionString = process.env.BENCH_DATABASE_URL ?? ''
  if (how === 'createMany') return createMany(connectionString)
  const pool = new pg.Pool({ connectionString, max: 4 })
  return how === 'unnest'
    ? async (rows) => void (await pool.query(UNNEST, columnsOf(rows)))
    : async (rows) => {
        for (const row of rows) await pool.query(INSERT, valuesOf(row))
      }
}

function createMany(connectionString: string): Store {
  const adapter = new PrismaPg({ connectionString, max: 4 }, { schema: PLAIN_SCHEMA })
  const prisma = new PrismaClient({ adapter })
  return async (rows) => {
    const now = new Date()
    const data = rows.map((row) => ({ ...row, createDate: now, sentAt: now }))
    await prisma.userLogin.createMany({ data, skipDuplicates: true })
  }
}

const COLUMNS =
  'message_id, user_id, device_type, masked_ip, masked_device_id, locale, app_version, create_date'
const INTO = `INSERT INTO ${PLAIN_SCHEMA}.user_logins (${COLUMNS})`
const INSERT = `${INTO} VALUES ($1, $2, $3, $4, $5, $6, $7, now()) ON CONFLICT DO NOTHING`
const UNNEST = `${INTO} SELECT *, now() FROM unnest($1::text[], $2::text[], $3::text[], $4::text[],
  $5::text[], $6::text[], $7::int[]) ON CONFLICT DO NOTHING`

function valuesOf(row: PlainRow): unknown[] {
  return [
    row.messageId,
    row.userId,
    row.deviceType,
    row.maskedIp,
    row.maskedDeviceId,
    row.locale,
    row.appVersion,
  ]
}

function columnsOf(rows: readonly PlainRow[]): unknown[][] {
  const values = rows.map(valuesOf)
  return valuesOf(EMPTY).map((_, column) => values.map((row) => row[column]))
}

const EMPTY: PlainRow = {
  messageId: '',
  userId: '',
  deviceType: '',
  maskedIp: '',
  maskedDeviceId: '',
  locale: null,
  appVersion: 0,
}
