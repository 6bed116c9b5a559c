import { expect, it } from 'vitest'
import { trackRun } from '@/lib/ingest/active'
import { beginRun } from '@/lib/ingest/start-run'
import { workRun } from '@/lib/ingest/work-run'
import { generateLogins } from '@/lib/sample/generate-logins'
import { eventually, sendAll, usePipeline } from '@/test/support/pipeline'

const services = usePipeline()
const COUNT = 200

it('ends a run in words once a newer version has migrated the database, and loses nothing', async () => {
  const run = await beginRun({ mode: 'follow', startedBy: 'test' })
  const working = trackRun(run, workRun(run))
  await services.query(`
    INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at)
    VALUES ('newer', '', '99991231000000_of_a_newer_version', now())`)
  try {
    await sendAll([...generateLogins({ count: COUNT, seed: 5 })])
    // It is looked at every ten seconds.
    await eventually(async () => run.end !== null)
    await working
    const [row] = await services.query<{ state: string; problem: string; stored: number }>(`
      SELECT state::text, problem, (SELECT count(*) FROM user_logins)::int AS stored FROM ingest_runs`)
    expect(row).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('was migrated by a newer Veilgate meanwhile'),
    })
    const { visible, inFlight } = await services.queue().depth()
    expect((row?.stored ?? 0) + visible + inFlight).toBe(COUNT)
  } finally {
    await services.query("DELETE FROM _prisma_migrations WHERE id = 'newer'")
  }
}, 90_000)
