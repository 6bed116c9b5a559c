import type pg from 'pg'
import { LOADED_UNTIL } from '@/test/bench/load-logins'

/** What a page asks of the database, with what makes it ask. */
export type PageQuery = { name: string; run: () => Promise<unknown> }

/** Things to ask for that were found in the loaded rows: the heaviest and some of the many. */
export type Samples = {
  office: string
  kiosk: string
  users: string[]
  devices: string[]
  ips: string[]
  places: { ms: number; id: string; userId: string; version: number }[]
  /** When the newest 1,500 logins begin. */
  recentMs: number
  newestBatchId: number
}

/** Finds what to ask for in the loaded rows. */
export async function readSamples(client: pg.Client): Promise<Samples> {
  const one = async (sql: string) =>
    (await client.query<{ value: string }>(sql)).rows[0]?.value ?? ''
  const { rows } = await client.query<{
    ms: string
    id: string
    userId: string
    version: number
    device: string
    ip: string
  }>(`
    SELECT extract(epoch FROM sent_at) * 1000 AS ms, id, user_id AS "userId", app_version AS version,
      masked_device_id AS device, masked_ip AS ip
    FROM generate_series(1, 20) AS n CROSS JOIN LATERAL (
      SELECT * FROM user_logins
      WHERE sent_at < timestamptz '${LOADED_UNTIL.toISOString()}' - n * interval '4 days'
      ORDER BY sent_at DESC, id DESC LIMIT 1) AS login`)
  return {
    office: await one('SELECT token AS value FROM shared_ips ORDER BY logins DESC LIMIT 1'),
    kiosk: await one('SELECT token AS value FROM shared_devices ORDER BY users DESC LIMIT 1'),
    users: rows.map((row) => row.userId),
    devices: rows.map((row) => row.device),
    ips: rows.map((row) => row.ip),
    recentMs: Number(
      await one(`SELECT extract(epoch FROM sent_at) * 1000 AS value FROM user_logins
                 ORDER BY sent_at DESC, id DESC OFFSET 1499 LIMIT 1`),
    ),
    newestBatchId: Number(await one('SELECT max(batch_id) AS value FROM user_logins')),
    places: rows.map(({ ms, id, userId, version }) => ({
      ms: Math.round(Number(ms)),
      id,
      userId,
      version,
    })),
  }
}
