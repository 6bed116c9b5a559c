import type pg from 'pg'
import { hoursBeforeEnd } from '@/test/bench/read/busy-hours'

/** Where the loaded logins end: noon of the 21st that was last, so that months cut them alike in any month. */
export const LOADED_UNTIL = lastTwentyFirst(new Date())

type LoadOptions = {
  sharesOf?: number
  sentAt?: string
  fillOf?: (definition: string) => number | null
}

/**
 * Fills an empty `user_logins` with plausible rows, set-based and alike every time: a person for
 * every eight logins, each with two devices and a few IPs; households that share a tablet, twenty
 * kiosks with fifty users each, offices with ten thousand logins from one IP; a device type and a
 * locale with a thousand logins each; one run of half of all logins, then runs of five thousand; and
 * versions of which the newest are common. What is heavy, rare or busy is so by the same number of
 * logins, on as many pages, at any size: growth is then told from having found more.
 * @param options.sharesOf what is heavy or rare is as large a part as it is of so many logins instead.
 * @param options.sentAt SQL of when number `i` of $3 was sent; over the ninety days before the end, evenly but for
 *   two busy hours, unless it says otherwise.
 * @param options.fillOf how full an index is made, in percent, by its definition; null for Postgres's own.
 */
export async function loadLogins(
  client: pg.Client,
  rows: number,
  say: (what: string) => void,
  { sharesOf = rows, sentAt = spread(rows), fillOf = () => null }: LoadOptions = {},
): Promise<void> {
  const indexes = await dropIndexes(client)
  await client.query(`SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 1`)
  await client.query('SELECT setseed(0.42)')
  const chunk = 1_000_000
  for (let from = 0; from < rows; from += chunk) {
    say(`inserting rows ${from} to ${Math.min(rows, from + chunk)}`)
    await client.query(insertLogins(sentAt), [
      from,
      Math.min(rows, from + chunk) - 1,
      rows,
      sharesOf,
    ])
  }
  for (const { definition, name } of indexes) {
    say(`creating ${name}`)
    const percent = fillOf(definition)
    await client.query(
      percent === null ? definition : `${definition} WITH (fillfactor = ${percent})`,
    )
  }
  await client.query(LEDGER)
  say('inserting risks')
  await client.query(insertRisks(rows))
  await client.query('VACUUM ANALYZE user_logins, ingest_batches, login_risks')
}

const spread = (rows: number) =>
  `timestamptz '${LOADED_UNTIL.toISOString()}' - make_interval(secs => 3600 * (${hoursBeforeEnd(rows)}))`

/** Everything but the primary key, which grows at its edge. @returns what to create again. */
async function dropIndexes(client: pg.Client) {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexname AS name, replace(indexdef, ' ON ONLY ', ' ON ') AS definition FROM pg_indexes
     WHERE tablename = 'user_logins' AND schemaname = 'public' AND indexname <> 'user_logins_pkey'`,
  )
  for (const { name } of rows) await client.query(`DROP INDEX "${name}"`)
  return rows
}

/** The share of a thousand logins. */
const RARE = '1000 / $4::float8'

const LEDGER = `
  INSERT INTO ingest_batches (id, run_id, lane, received, stored, duplicates, rejected, failed,
    acknowledged, started_at, committed_at)
  SELECT batch_id, max(run_id), 1, count(*), count(*), 0, 0, 0, count(*), min(sent_at), max(sent_at)
  FROM user_logins GROUP BY batch_id`

/**
 * Every tenth login has a signal, and a thousand a score above 60; of the last seven days, as many have one as a
 * search looks at, at any size.
 */
const insertRisks = (rows: number) => `
  INSERT INTO login_risks (login_sent_at, login_id, score, signals, figures, device_type, locale, app_version, run_id, batch_id)
  SELECT sent_at, id, CASE WHEN id % ${Math.round(rows / 1_000)} = 0 THEN 90 ELSE 10 + id % 6 * 10 END,
    CASE WHEN id % ${Math.round(rows / 1_000)} = 0 THEN 63 ELSE 1 + id % 31 END, '{"new_device": {}}',
    device_type, locale, app_version, run_id, batch_id
  FROM user_logins
  WHERE id % 10 = 0 OR (id % ${Math.min(10, Math.max(4, Math.ceil(rows / 25_000)))} = 0
    AND sent_at >= timestamptz '${LOADED_UNTIL.toISOString()}' - interval '7 days')
  ORDER BY sent_at, id`

/** What the ids of four hundred users begin with: more than are looked for one by one, and more logins than are read. */
export const ALIKE = 'zz'
const BEGINS_ALIKE = 'person >= 1000 * ($3 / $4::float8) AND person < 1400 * ($3 / $4::float8)'
const USER_ID = "md5('u' || person)::uuid::text"

/** The share of logins by carriers' IPs of fifty logins each: six hundred of them at least, as a list looks at. */
const CARRIERS = 'least(0.3, greatest(0.05, 30000 / $4::float8))'

const IS_AT_KIOSKS = 'person < 1000 * ($3 / $4::float8)'
const IS_COMMUTER = 'person >= 1400 * ($3 / $4::float8) AND person < 1500 * ($3 / $4::float8)'

/**
 * Of those who use the kiosks, none is ever at an office, but they meet a hundred at the station who are: the
 * shortest path from a kiosk to the busiest office has three steps at any size.
 */
const STATION = -4
const AT_STATION = `(${IS_AT_KIOSKS} AND home > 0.9) OR (${IS_COMMUTER} AND home > 0.75)`

/**
 * Whether a login is from the busiest IP. It was so in the beginning; of the rest, as many as a search looks
 * at are spread over all pages, since a small table would have them on a third as many.
 */
const IS_BUSIEST_IP = `CASE WHEN i < 0.15 * $3 THEN office < 8300 / (0.15 * $4::float8)
  ELSE i % greatest(1, floor(0.85 * $4::float8 / 2850)::bigint) = 0 END`

/**
 * SQL of the logins from number $1 to number $2, as so many of $3 are drawn; what is heavy or rare is as
 * large a part as it is of $4.
 * @param sentAt SQL of when number `i` was sent.
 */
export const drawnLogins = (sentAt: string) => `
  SELECT CASE WHEN ${BEGINS_ALIKE} THEN overlay(${USER_ID} PLACING '${ALIKE}' FROM 1) ELSE ${USER_ID} END AS user_id,
    CASE WHEN kind < 0.55 THEN 'android' WHEN kind < 0.97 - ${RARE} THEN 'ios'
      WHEN kind < 1 - ${RARE} THEN 'web' ELSE 'tv' END AS device_type,
    'ip1_ada45f_' || md5('i' || ip) AS masked_ip,
    'dv1_ada45f_' || md5('d' || device) AS masked_device_id,
    CASE WHEN place < 0.29 - ${RARE} THEN NULL WHEN place < 0.29 AND ip <> -1 THEN 'VA'
      ELSE (string_to_array('${'US DE FR BR RU ID TH PH PL MX CN UA CZ GR IR KR MA PE PT VN BG CA NG'}', ' '))
        [1 + floor(23 * power((place - 0.29) / 0.71, 2))::int] END AS locale,
    version * 100 + 10000 AS app_version,
    (sent_at AT TIME ZONE 'UTC')::date AS create_date,
    md5('m' || i)::uuid::text AS message_id,
    sent_at,
    (1 + version / 100) || '.' || (version % 100) || '.0' AS app_version_text,
    1 + i / 500 AS batch_id,
    CASE WHEN i < $3 / 2 THEN 1 ELSE 2 + (i - $3 / 2) / 5000 END AS run_id
  FROM (
    SELECT i, person, kind, place, floor(40 * (1 - power(age, 2)))::int AS version,
      ${sentAt} AS sent_at,
      CASE WHEN ${AT_STATION} THEN ${STATION}
        WHEN ${IS_COMMUTER} AND home > 0.5 THEN -1
        WHEN NOT ${IS_AT_KIOSKS} AND ${IS_BUSIEST_IP} THEN -1
        WHEN NOT ${IS_AT_KIOSKS} AND other_office < 20000 / $4::float8 THEN -2 - floor(place * 2)::bigint
        WHEN home < 0.55 THEN person / 3 * 10
        WHEN home < 0.55 + ${CARRIERS} THEN -1000 - floor(age * $3 * ${CARRIERS} / 50)::bigint
        ELSE person * 10 + 1 + floor(age * 4)::bigint END AS ip,
      CASE WHEN ${IS_AT_KIOSKS} AND own < 0.5 THEN -1 - person / 50
        WHEN person / 3 % 4 = 0 AND own < 0.15 THEN -1000 - person / 3
        ELSE person * 2 + (own < 0.6)::int END AS device
    FROM (
      SELECT i, floor(random() * ($3 / 8))::bigint AS person, random() AS kind, random() AS place,
        random() AS age, random() AS office, random() AS other_office,
        random() AS home, random() AS own
      FROM generate_series($1::bigint, $2::bigint) AS i
    ) AS drawn
  ) AS login`

const insertLogins = (sentAt: string) => `
  INSERT INTO user_logins (user_id, device_type, masked_ip, masked_device_id, locale, app_version,
    create_date, message_id, sent_at, app_version_text, batch_id, run_id)
  ${drawnLogins(sentAt)}`

function lastTwentyFirst(now: Date): Date {
  const noonIn = (month: number) => new Date(Date.UTC(now.getUTCFullYear(), month, 21, 12))
  const month = now.getUTCMonth()
  return noonIn(month) <= now ? noonIn(month) : noonIn(month - 1)
}
