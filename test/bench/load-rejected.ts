import type pg from 'pg'
import { LOADED_UNTIL } from '@/test/bench/load-logins'

/**
 * Fills an empty `rejected_messages`, alike every time: rejected evenly over the 90 days before, in runs of
 * five thousand; two common reasons, one that only forty of the oldest have; most are discarded, and four
 * thousand of the newest are open. Bodies are as large as those of logins are.
 */
export async function loadRejected(client: pg.Client, count: number): Promise<void> {
  await client.query(INSERT, [count])
  await client.query('VACUUM ANALYZE rejected_messages')
}

const INSERT = `
  INSERT INTO rejected_messages (message_id, sent_at, rejected_at, receive_count, reasons, field_names,
    body_bytes, dek_id, sealed, batch_id, run_id, state)
  SELECT 'rejected-' || n, at, at, 1,
    CASE WHEN n <= 40 THEN ARRAY['not-json'] WHEN n % 3 = 0 THEN ARRAY['ip:missing', 'device_id:null']
      ELSE ARRAY['ip:missing'] END,
    ARRAY['user_id', 'locale'], 300, 'dek', decode(repeat('ab', 400), 'hex'), n / 500, 1 + n / 5000,
    CASE WHEN n % 10 = 0 AND n > $1 - 40000 THEN 'kept' WHEN n % 10 < 3 THEN 'returned' ELSE 'discarded' END
  FROM generate_series(1, $1) AS n, LATERAL (
    SELECT timestamptz '${LOADED_UNTIL.toISOString()}' - (1 - n::float8 / $1) * interval '90 days') AS when_(at)`
