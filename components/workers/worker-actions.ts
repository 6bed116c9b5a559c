import type { ActionResult, Done } from '@/lib/model/answers/action-result'
import type { Schedule } from '@/lib/model/pipeline/workers'

type Gone = { kind: 'gone'; problem: string }

/** What a page may ask of the processes that ingest. */
export type WorkerActions = {
  pause: (input: { key: string; isPaused: boolean }) => Promise<ActionResult<Done | Gone>>
  setLanes: (input: { key: string; lanes: number | null }) => Promise<ActionResult<Done | Gone>>
}

export type Expression = Pick<Schedule, 'cron' | 'timeZone'>

/** Times are ISO 8601, UTC. */
type Read = { kind: 'read'; nextTimes: string[] }

export type ScheduleActions = {
  preview: (expression: Expression) => Promise<ActionResult<Read>>
  save: (expression: Expression) => Promise<ActionResult<Done>>
  remove: () => Promise<ActionResult<Done>>
}
