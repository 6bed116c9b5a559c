import { describe, expect, it } from 'vitest'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { RUN_STATES } from '@/lib/model/pipeline/ledger'
import { REJECTED_STATES } from '@/lib/model/rejected/rejected-states'
import { REVIEW_MARKS } from '@/lib/model/shared/reviews'
import { run } from '@/test/support/fixtures/migrations'
import { createOlderDatabase } from '@/test/support/fixtures/older-database'
import { REASONS } from '@/test/support/reject-reasons'

describe('an installation with rows in it', () => {
  it.each([
    ['20261125', 'of the first version'],
    ['20261126001000', 'whose vocabularies are texts'],
  ])('before %s, %s, keeps every row and every value', async (before) => {
    const url = await createOlderDatabase(before)
    await run(url, FILL)
    const rowsBefore = await readAll(url)
    expect(Math.min(...Object.values(rowsBefore).map((rows) => rows.length))).toBeGreaterThan(0)

    await migrateDatabase(url)

    expect(await readAll(url)).toEqual(rowsBefore)
    expect(await run(url, 'SELECT id, role FROM users ORDER BY id')).toEqual([
      { id: 'admin', role: 'admin' },
      { id: 'new', role: null },
      { id: 'odd', role: null },
      { id: 'operator', role: 'operator' },
    ])
  })

  it('still has one active token key at most', async () => {
    const url = await createOlderDatabase('20261126001000')
    await run(url, FILL)
    await migrateDatabase(url)
    const second = run(url, "INSERT INTO pii_key VALUES ('b', 'token', 'fp-b', 'active')")
    await expect(second).rejects.toThrow(/pii_key_one_active_token_key/)
  })

  it('has the sentences of older versions turned into codes', async () => {
    const url = await createOlderDatabase('20261126000900')
    const sentences = REASONS.map(([, sentence]) => `'${sentence}'`)
    await run(
      url,
      `INSERT INTO rejected_messages (message_id, sent_at, receive_count, reasons, field_names,
         body_bytes, dek_id, sealed, batch_id, run_id)
       VALUES ('all', now(), 1, ARRAY[${sentences}], '{}', 0, 'dek', '', 1, 1),
              ('odd', now(), 1, ARRAY['Nobody wrote this.', 'ip is odd.', 'ip:missing'], '{}', 0,
               'dek', '', 1, 1)`,
    )
    await migrateDatabase(url)
    expect(await run(url, 'SELECT reasons FROM rejected_messages ORDER BY message_id')).toEqual([
      { reasons: REASONS.map(([stored]) => stored) },
      { reasons: ['unknown', 'unknown', 'ip:missing'] },
    ])
  })
})

/** A row for each value of each vocabulary, by columns that the first version had. */
/** Those that every older version knew. */
const OLD_RUN_MODES = ['drain', 'follow']

const FILL = `
  INSERT INTO ingest_runs (mode, state, started_by, lanes)
    SELECT mode, state, 'somebody@example.com', 4
    FROM unnest(${list(OLD_RUN_MODES)}) AS mode, unnest(${list(RUN_STATES)}) AS state;
  INSERT INTO ingest_batches (run_id, lane, received, stored, duplicates, rejected, failed, started_at)
    VALUES (1, 1, 3, 1, 1, 1, 0, now());
  INSERT INTO user_logins (user_id, message_id, sent_at, batch_id, run_id)
    VALUES ('user-1', 'message-1', '2026-11-21', 1, 1);
  INSERT INTO rejected_messages (message_id, sent_at, receive_count, reasons, field_names, body_bytes,
      dek_id, sealed, batch_id, run_id, state)
    SELECT state, now(), 1, ARRAY['ip:missing'], '{}', 0, 'dek', '', 1, 1, state
    FROM unnest(${list(REJECTED_STATES)}) AS state;
  INSERT INTO pii_key (kid, kind, fp, state) VALUES ('a', 'token', 'fp-a', 'active'),
    ('c', 'token', 'fp-c', 'pending'), ('d', 'token', 'fp-d', 'retired'), ('a', 'vault', 'fp-e', 'active');
  INSERT INTO key_rotations (old_fp, new_fp, state)
    VALUES ('a', 'b', 'done'), ('b', 'c', 'updating'), ('c', 'd', 'preparing');
  INSERT INTO device_reviews (token, mark, note, reviewed_by)
    SELECT 'token', mark, '', 'somebody@example.com' FROM unnest(${list(REVIEW_MARKS)}) AS mark;
  INSERT INTO users (id, name, email, role) VALUES ('admin', 'A', 'a', 'admin'),
    ('operator', 'B', 'b', 'operator'), ('odd', 'C', 'c', 'user'), ('new', 'D', 'd', NULL)`

function list(values: readonly string[]): string {
  return `ARRAY[${values.map((value) => `'${value}'`)}]`
}

/** Those of devices were in a table of their own. */
async function readReviews(url: string): Promise<Record<string, unknown>[]> {
  const [table] = await run(url, "SELECT to_regclass('reviews') AS name")
  return table?.name !== null
    ? run(
        url,
        `SELECT kind::text, subject, id, mark::text, note, reviewed_by, reviewed_at
                FROM reviews ORDER BY id`,
      )
    : run(
        url,
        `SELECT 'device' AS kind, token AS subject, id, mark::text, note, reviewed_by,
                reviewed_at FROM device_reviews ORDER BY id`,
      )
}

/** What the tables of `FILL` say, by the columns that it gave or whose values are closed. */
async function readAll(url: string): Promise<Record<string, Record<string, unknown>[]>> {
  const read = (columns: string, table: string) =>
    run(url, `SELECT ${columns} FROM ${table} ORDER BY ${columns}`)
  return {
    runs: await read('id, mode::text, state::text, started_by', 'ingest_runs'),
    batches: await read('id, run_id, received, stored', 'ingest_batches'),
    logins: await read('id, message_id, batch_id, run_id', 'user_logins'),
    rejected: await read('id, state, reasons', 'rejected_messages'),
    keys: await read('kid, kind::text, fp, state::text', 'pii_key'),
    rotations: await read('id, old_fp, state::text', 'key_rotations'),
    reviews: await readReviews(url),
    users: await read('id, email', 'users'),
  }
}
