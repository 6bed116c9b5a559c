import { describeFailure } from '@/lib/errors'
import { runLane } from '@/lib/ingest/lane'
import { isOn, noteTrouble, type Run } from '@/lib/ingest/run'
import { log } from '@/lib/log'

/**
 * Runs as many lanes side by side as are wanted, until the run ends. Where more are wanted they
 * begin at once; a lane that is one too many ends after its turn.
 */
export async function runLanes(run: Run): Promise<void> {
  const lanes = new Map<number, Promise<void>>()
  const fill = () => {
    for (let lane = 0; lane < run.lanes.wanted && isOn(run); lane += 1) {
      if (lanes.has(lane)) continue
      const ended = guarded(run, lane).finally(() => {
        lanes.delete(lane)
        // It may be wanted again by now.
        fill()
      })
      lanes.set(lane, ended)
    }
  }
  run.lanes.onChange = fill
  fill()
  while (lanes.size > 0) await Promise.race(lanes.values())
  run.lanes.onChange = () => undefined
}

async function guarded(run: Run, lane: number): Promise<void> {
  try {
    await runLane(run, lane)
    // What this lane waited for holds up no other.
    if (isOn(run)) noteTrouble(run, `receiving ${lane}`, null)
  } catch (error) {
    log.error('lane.failed', { runId: run.claimed.id, lane }, error)
    run.end ??= { kind: 'failed', problem: describeFailure(error) }
  }
}
