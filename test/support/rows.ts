import type { TestServices } from '@/test/support/services'

type Query = TestServices['query']

/** Inserts logins straight into the table. @returns their ids, in the order given. */
export async function insertLogins(
  query: Query,
  logins: { sentAt: string; deviceType?: string | null; runId?: number | null }[],
): Promise<string[]> {
  const rows = await query<{ id: string }>(
    `INSERT INTO user_logins (message_id, sent_at, device_type, run_id, masked_ip, user_id)
     SELECT gen_random_uuid()::text, sent_at, device_type, run_id, 'ip1_ada45f_0', 'somebody'
     FROM unnest($1::timestamptz[], $2::text[], $3::int[])
       WITH ORDINALITY AS given(sent_at, device_type, run_id, place)
     ORDER BY place RETURNING id::text AS id`,
    [
      logins.map((login) => login.sentAt),
      logins.map((login) => login.deviceType ?? null),
      logins.map((login) => login.runId ?? null),
    ],
  )
  return rows.map((row) => row.id)
}

/** Inserts a run. @returns its id. */
export async function insertRun(
  query: Query,
  { state = 'finished', seconds = 4, ended = true } = {},
): Promise<number> {
  const [run] = await query<{ id: number }>(
    `INSERT INTO ingest_runs (mode, state, started_by, lanes, started_at, heartbeat_at, ended_at)
     VALUES ('drain', $1, 'somebody@example.com', 4, now() - $2 * interval '1 s', now(),
             CASE WHEN $3 THEN now() END) RETURNING id`,
    [state, seconds, ended],
  )
  return run?.id ?? 0
}

/** Inserts a batch whose `received` is the sum of the rest. @returns its id. */
export async function insertBatch(
  query: Query,
  runId: number,
  { stored = 0, duplicates = 0, rejected = 0, failed = 0, acknowledged = 0 } = {},
): Promise<string> {
  const [batch] = await query<{ id: string }>(
    `INSERT INTO ingest_batches
       (run_id, lane, received, stored, duplicates, rejected, failed, acknowledged, started_at)
     VALUES ($1, 1, $2::int + $3::int + $4::int + $5::int, $2, $3, $4, $5, $6, now())
     RETURNING id::text AS id`,
    [runId, stored, duplicates, rejected, failed, acknowledged],
  )
  return batch?.id ?? ''
}

/** Inserts a rejected message. @returns its id. */
export async function insertRejected(
  query: Query,
  { runId = 1, rejectedAt = '2026-11-21T12:00:00Z' } = {},
): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO rejected_messages (message_id, sent_at, rejected_at, receive_count, reasons,
       field_names, body_bytes, dek_id, sealed, batch_id, run_id)
     VALUES (gen_random_uuid()::text, now(), $2, 1, ARRAY['ip:missing'], ARRAY['user_id'], 99,
       'dek', '\\x00', 1, $1) RETURNING id::text AS id`,
    [runId, rejectedAt],
  )
  return row?.id ?? ''
}
