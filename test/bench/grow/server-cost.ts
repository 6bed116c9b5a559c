import type pg from 'pg'
import { processCpuMs } from '@/test/bench/ingest/processor-time'

/** What a server has spent so far: of processor time, whom by, and of WAL. */
export type ServerCost = {
  /** Of those who store and fold. */
  backendMs: number
  /** Of the checkpointer, and of those who write WAL and pages behind the backends' backs. */
  checkpointerMs: number
  writersMs: number
  walBytes: number
}

/**
 * Reads it, without the reader's own. Backends that have ended in between are not counted: those of a
 * pool that is in use live on.
 */
export async function readServerCost(client: pg.Client): Promise<ServerCost> {
  const { rows } = await client.query<{ pid: number; type: string; wal: string }>(
    `SELECT pid, backend_type AS type, pg_current_wal_insert_lsn() - '0/0' AS wal
     FROM pg_stat_activity WHERE pid <> pg_backend_pid()`,
  )
  const of = (isMeant: (type: string) => boolean) =>
    rows.filter(({ type }) => isMeant(type)).reduce((sum, { pid }) => sum + processCpuMs(pid), 0)
  return {
    backendMs: of((type) => type === 'client backend'),
    checkpointerMs: of((type) => type === 'checkpointer'),
    writersMs: of((type) => ['walwriter', 'background writer', 'io worker'].includes(type)),
    walBytes: Number(rows[0]?.wal),
  }
}

/** What was spent from one reading to another. */
export function spent(before: ServerCost, after: ServerCost): ServerCost {
  return {
    backendMs: after.backendMs - before.backendMs,
    checkpointerMs: after.checkpointerMs - before.checkpointerMs,
    writersMs: after.writersMs - before.writersMs,
    walBytes: after.walBytes - before.walBytes,
  }
}

const DEADLINE_MS = 60_000

/**
 * Has the server log pages whole, when they are first touched after a checkpoint, or not; and makes a
 * checkpoint, so that none has been touched.
 */
export async function logWholePages(client: pg.Client, isOn: boolean): Promise<void> {
  await client.query(`ALTER SYSTEM SET full_page_writes = ${isOn ? 'on' : 'off'}`)
  await client.query('SELECT pg_reload_conf()')
  for (const deadline = Date.now() + DEADLINE_MS; Date.now() < deadline; ) {
    await client.query('CHECKPOINT')
    // What holds is what the checkpoint was made with: the checkpointer reads its settings by itself.
    const { rows } = await client.query<{ whole: boolean }>(
      'SELECT full_page_writes AS whole FROM pg_control_checkpoint()',
    )
    if (rows[0]?.whole === isOn) return
  }
  throw new Error('The server does not take the setting full_page_writes')
}
