import pg from 'pg'
import { closeDatabase } from '@/lib/db/client'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { type PostgresState, postgresUrl, readPostgresState } from '@/lib/embedded/postgres-state'
import { provideEnv } from '@/lib/env'
import { generateLogins } from '@/lib/sample/generate-logins'
import { sendToEmbedded } from '@/test/support/programs/send-to-embedded'
import type { Console } from '@/test/support/programs/start-console'

/** What the jobs find on the console, and how they ask the database whether they found it. */
export type Stage = {
  console: Console
  /** Sends generated logins, another batch each time. */
  send(count: number): Promise<void>
  /** The one number that a query gives. */
  count(sql: string): Promise<number>
  /** The rows that it gives. */
  rows(sql: string): Promise<unknown[][]>
  run(sql: string): Promise<void>
  close(): Promise<void>
}

/** Users of their own for each job. */
export const DAILY = 'daily-dora'
export const ANN = 'link-ann'
export const CLEO = 'link-cleo'
const BEN = 'link-ben'
export const FIFTY = 'fifty-values'
export const GOING = 'going-gwen'
export const ORIGINAL = '198.51.100.77'
/** Of nobody but one user, so that a list shows nobody else. */
export const DAILY_LOCALE = 'IS'
export const FIFTY_LOGINS = 25
const GENERATED = 400
const BAD = 40
const DAYS = 8

/** Sends all that waits on the stage; a console's own buttons ingest it. */
export async function setStage(console: Console, seed: number): Promise<Stage> {
  const { dataDir } = console
  const url = postgresUrl(readPostgresState(dataDir) as PostgresState)
  const client = new pg.Client({ connectionString: url })
  // While a job holds the database still, its connection may break; the next query says so.
  client.on('error', () => undefined)
  await client.connect()
  await sendToEmbedded(dataDir, [...bodies(), ...generated(GENERATED, seed)])
  const rows = async (sql: string) =>
    (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows
  let sent = seed
  return {
    console,
    send: (count) => {
      sent += 1
      return sendToEmbedded(dataDir, generated(count, sent))
    },
    rows,
    count: async (sql) => Number((await rows(sql))[0]?.[0]),
    run: async (sql) => void (await client.query(sql)),
    close: async () => {
      await client.end()
      await closeDatabase()
    },
  }
}

/**
 * Moves what was just ingested into the past: one user's logins to a day each, another device's to a
 * month ago, and the run to the night before, in which it failed.
 */
export async function letTimePass(stage: Stage): Promise<void> {
  const { console, run } = stage
  await run(`
    WITH placed AS (
      SELECT sent_at AS was, id, CASE WHEN user_id LIKE 'old-%' THEN interval '30 days'
        ELSE make_interval(days => -1 + row_number() OVER (PARTITION BY user_id ORDER BY id)::int) END AS by
      FROM user_logins WHERE user_id LIKE 'old-%' OR user_id = '${DAILY}'
    ), risks AS (
      UPDATE login_risks SET login_sent_at = was - by FROM placed
      WHERE login_sent_at = was AND login_id = id)
    UPDATE user_logins AS login SET sent_at = was - by, create_date = ((was - by) AT TIME ZONE 'UTC')::date
    FROM placed WHERE login.sent_at = was AND login.id = placed.id`)
  await run(`
    UPDATE ingest_runs SET state = 'failed', problem = 'The queue is not there',
      started_at = started_at - interval '6 hours', heartbeat_at = heartbeat_at - interval '6 hours',
      ended_at = ended_at - interval '6 hours'`)
  provideEnv({
    DATABASE_URL: postgresUrl(readPostgresState(console.dataDir) as PostgresState),
  })
  await rebuildRollups()
}

function generated(count: number, seed: number): string[] {
  return [...generateLogins({ count, seed, sharedDevices: 0.2 })]
}

function bodies(): string[] {
  const days = Array.from({ length: DAYS }, () => login(DAILY, { device: 1, locale: DAILY_LOCALE }))
  const linked = [
    login(ANN, { device: 2 }),
    login(ANN, { device: 2 }),
    login(BEN, { device: 2 }),
    login(BEN, { device: 3 }),
    login(CLEO, { device: 3 }),
  ]
  const shared = ['old-1', 'old-2', 'old-3'].map((user) => login(user, { device: 4 }))
  const fresh = ['new-1', 'new-2', 'new-3'].map((user) => login(user, { device: 5 }))
  const fifty = Array.from({ length: FIFTY_LOGINS }, (_, at) => login(FIFTY, { device: 100 + at }))
  const going = [login(GOING, { device: 6, ip: ORIGINAL }), login(GOING, { device: 6 })]
  const bad = Array.from({ length: BAD }, (_, at) =>
    JSON.stringify({ user_id: `bad-${at}`, device_type: 'ios', device_id: `555-00-${1_000 + at}` }),
  )
  return [...days, ...linked, ...shared, ...fresh, ...fifty, ...going, ...bad]
}

function login(user: string, of: { device: number; locale?: string; ip?: string }): string {
  return JSON.stringify({
    user_id: user,
    app_version: '2.3.0',
    device_type: 'ios',
    locale: of.locale ?? 'DE',
    ip: of.ip ?? `203.0.113.${of.device % 250}`,
    device_id: `555-01-${1_000 + of.device}`,
  })
}
