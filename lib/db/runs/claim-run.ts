import { lockTurn } from '@/lib/db/advisory-lock'
import type { Transaction } from '@/lib/db/client'
import { interruptSilentRuns } from '@/lib/db/runs/interrupt-silent-runs'
import { notifyRun } from '@/lib/db/runs/notify-run'
import { transaction } from '@/lib/db/transaction'
import type { RunMode } from '@/lib/model/pipeline/ledger'

export type RunToClaim = {
  mode: RunMode
  startedBy: string
  lanes: number
  depthAtStart: number | null
  /** The most messages it receives in a second; as fast as it can where there is none. */
  maxPerSecond?: number | null
  /** The launcher whose console it works in; null where nothing would resume it. */
  instance: string | null
}

/** A run of this process: its number, and the key that it is known by. */
export type ClaimedRun = { id: number; key: string }

/**
 * Begins a run, or finds the one that is active: of two that claim at the same time, one gets its
 * run and the other is shown it. Runs whose process went silent are marked as interrupted first.
 * @param beside whether to begin beside a run that is still active, rather than give way to it.
 */
export async function claimRun(
  run: RunToClaim,
  { beside }: { beside: boolean },
): Promise<{ kind: 'started'; run: ClaimedRun } | { kind: 'already-running'; runId: number }> {
  return transaction(async (tx) => {
    await lockTurn(tx, 'claim run')
    await interruptSilentRuns(tx)
    const active = beside
      ? null
      : await tx.ingestRun.findFirst({
          where: { state: { in: ['running', 'stopping'] }, mode: onSameQueue(run.mode) },
          orderBy: { startedAt: 'desc' },
        })
    if (active !== null) return { kind: 'already-running', runId: active.id }
    return { kind: 'started', run: await enter(tx, run) }
  })
}

/** A redrive receives from the dead-letter queue, and is in no other run's way. */
function onSameQueue(mode: RunMode) {
  return mode === 'redrive' ? mode : { not: 'redrive' as const }
}

/** Enters a run again that the database knew and lost; it gets a new number. */
export async function reenterRun(run: RunToClaim): Promise<ClaimedRun> {
  return transaction((tx) => enter(tx, run))
}

async function enter(tx: Transaction, run: RunToClaim): Promise<ClaimedRun> {
  const entered = await tx.ingestRun.create({
    data: { ...run, state: 'running' },
    select: { id: true, key: true },
  })
  await notifyRun(tx, entered.id)
  return entered
}
