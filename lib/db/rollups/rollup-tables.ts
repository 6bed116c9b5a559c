/** A rollup, and what it holds when computed from nothing but the logins of `source`. */
export type RollupTable = { name: string; columns: string; select: (source: string) => string }

/** The advisory lock of whoever writes rollups; any number that nothing else uses. */
export const FOLD_LOCK = 7_313_104_222

/** Of `user_logins`: those that the rollups count by now. */
export const FOLDED = `NOT EXISTS (SELECT 1 FROM unfolded_batches AS unfolded
  WHERE unfolded.batch_id = coalesce(user_logins.batch_id, 0))`

export const ROLLUP_TABLES: readonly RollupTable[] = [
  pairs('device_users', 'device', 'masked_device_id', 'user_id', 'user_id'),
  pairs('device_ips', 'device', 'masked_device_id', 'ip', 'masked_ip'),
  pairs('ip_users', 'ip', 'masked_ip', 'user_id', 'user_id'),
  shared('shared_devices', 'masked_device_id', 'ips', 'masked_ip'),
  shared('shared_ips', 'masked_ip', 'devices', 'masked_device_id'),
  {
    name: 'login_versions',
    columns: 'app_version, app_version_text, logins',
    select: (source) => `
      SELECT coalesce(app_version, -1), coalesce(app_version_text, '') COLLATE "C", count(*)
      FROM ${source} GROUP BY 1, 2`,
  },
  counts('login_days', 'day', `(sent_at AT TIME ZONE 'UTC')::date`),
  counts('login_hours', 'hour', `date_trunc('hour', sent_at, 'UTC')`),
  {
    name: 'login_minutes',
    columns: 'minute, logins',
    select: (source) => `
      SELECT date_trunc('minute', sent_at, 'UTC'), count(*) FROM ${source} GROUP BY 1 ORDER BY 1`,
  },
]

export const ROLLUP_NAMES: readonly string[] = ROLLUP_TABLES.map((table) => table.name)

function pairs(name: string, one: string, oneFrom: string, other: string, otherFrom: string) {
  return {
    name,
    columns: `${one}, ${other}`,
    select: (source: string) => `
      SELECT DISTINCT ${oneFrom} COLLATE "C", ${otherFrom} COLLATE "C" FROM ${source}
      WHERE ${oneFrom} IS NOT NULL AND ${otherFrom} IS NOT NULL ORDER BY 1, 2`,
  }
}

function shared(name: string, from: string, other: string, otherFrom: string) {
  return {
    name,
    columns: `token, logins, users, ${other}, first_seen, last_seen`,
    select: (source: string) => `
      SELECT ${from} COLLATE "C", count(*), count(DISTINCT user_id COLLATE "C"),
        count(DISTINCT ${otherFrom} COLLATE "C"), min(sent_at), max(sent_at)
      FROM ${source} WHERE ${from} IS NOT NULL GROUP BY 1
      HAVING min(user_id COLLATE "C") <> max(user_id COLLATE "C")`,
  }
}

function counts(name: string, bucket: string, expression: string) {
  const value = (column: string) =>
    `CASE WHEN grouping(${column}) = 1 THEN '*' ELSE coalesce('=' || ${column}, '-') END COLLATE "C"`
  return {
    name,
    columns: `device_type, locale, ${bucket}, logins`,
    select: (source: string) => `
      SELECT ${value('device_type')}, ${value('locale')}, bucket, count(*)
      FROM (SELECT device_type, locale, ${expression} AS bucket FROM ${source}) AS login
      GROUP BY bucket, CUBE (device_type, locale) ORDER BY 1, 2, 3`,
  }
}
