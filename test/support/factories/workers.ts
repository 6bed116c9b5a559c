import type { WorkerView } from '@/lib/model/pipeline/workers'
import { AT } from '@/test/support/live-event'

/** A process that follows, but for what a test cares about. */
export function workerView(part: Partial<WorkerView> = {}): WorkerView {
  return {
    key: '00000000-0000-4000-8000-000000000001',
    kind: 'worker',
    host: 'login-worker-1',
    pid: 4_711,
    version: '0.7.0',
    state: 'following',
    isSilent: false,
    runId: 42,
    lanes: 4,
    lanesReason: 'as it began',
    rate: 320,
    problem: null,
    queueReachedAt: AT,
    lastMessageAt: AT,
    databaseReachedAt: AT,
    startedAt: AT,
    isPaused: false,
    lanesWanted: null,
    ...part,
  }
}
