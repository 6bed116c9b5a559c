import { database } from '@/lib/db/client'
import { RUN_STALE_SECONDS } from '@/lib/db/heartbeat-run'
import { notifyRun } from '@/lib/db/notify-run'
import type { RunMode } from '@/lib/ledger'

export type RunToClaim = {
  mode: RunMode
  startedBy: string
  lanes: number
  depthAtStart: number | null
  /** Whether to begin beside a run that is still active, rather than give way to it. */
  beside: boolean
}

export type ClaimedRun = { kind: 'started' | 'already-running'; runId: number }

/**
 * Begins a run, or finds the one that is active: of two that claim at the same time, one gets its
 * run and the other is shown it. Runs whose process went silent are marked as interrupted first.
 */
export async function claimRun(run: RunToClaim): Promise<ClaimedRun> {
  return database().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtext('veilgate claim run'))::text`
    await tx.$executeRaw`
      UPDATE ingest_runs SET state = 'interrupted', ended_at = heartbeat_at
      WHERE state IN ('running', 'stopping')
        AND heartbeat_at < now() - make_interval(secs => ${RUN_STALE_SECONDS})`
    const active = run.beside
      ? null
      : await tx.ingestRun.findFirst({
          where: { state: { in: ['running', 'stopping'] } },
          orderBy: { id: 'desc' },
        })
    if (active !== null) return { kind: 'already-running', runId: active.id }
    const { mode, startedBy, lanes, depthAtStart } = run
    const { id } = await tx.ingestRun.create({
      data: { mode, startedBy, lanes, depthAtStart, state: 'running' },
    })
    await notifyRun(tx, id)
    return { kind: 'started', runId: id }
  })
}
