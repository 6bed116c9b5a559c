import type pg from 'pg'
import { LOADED_UNTIL } from '@/test/bench/load-logins'

/**
 * Fills an empty `reveal_log`, alike every time: over the 90 days before, an action in two rows each, most of
 * them reveals; the oldest forty have a ticket and a failure of their own. Its hashes are none.
 */
export async function loadRevealLog(client: pg.Client, count: number): Promise<void> {
  // Past the trigger that lets the function of the database alone append.
  await client.query('SET session_replication_role = replica')
  await client.query(INSERT, [count])
  await client.query('RESET session_replication_role')
  await client.query('VACUUM ANALYZE reveal_log')
}

const INSERT = `
  INSERT INTO reveal_log (id, at, action, outcome, request_id, user_id, user_name, tokens, outcomes, reason,
    ticket, previous_hash, hash)
  SELECT n, timestamptz '${LOADED_UNTIL.toISOString()}' - (1 - n::float8 / $1) * interval '90 days',
    CASE WHEN asked % 20 = 1 THEN 'export' ELSE 'reveal' END,
    CASE WHEN n = asked THEN 'asked' WHEN n <= 40 THEN 'failed' ELSE 'done' END,
    CASE WHEN n = asked THEN NULL ELSE asked END, 'u-' || asked % 8, 'admin-' || asked % 8 || '@example.com',
    ARRAY['ip1_ada45f_' || lpad(asked::text, 32, '0'), 'dv1_ada45f_' || lpad(asked::text, 32, '0')],
    CASE WHEN n = asked THEN '{}'::text[] ELSE ARRAY['revealed', 'revealed'] END,
    CASE WHEN n = asked THEN 'A customer reported that phone ' || n || ' was stolen on the way to work' END,
    CASE WHEN n = asked AND n <= 40 THEN 'RARE-' || n WHEN n = asked THEN 'SUP-' || n END,
    repeat('0', 64), repeat('1', 64)
  FROM generate_series(1, $1::bigint) AS n, LATERAL (SELECT n - (n + 1) % 2) AS of (asked)`
