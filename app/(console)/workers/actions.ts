'use server'

import { revalidatePath } from 'next/cache'
import { z } from 'zod'
import { NO_INPUT, serverAction } from '@/app/(console)/server-action'
import { removeSchedule as removeStored } from '@/lib/db/plan/remove-schedule'
import { saveSchedule as store } from '@/lib/db/plan/save-schedule'
import { setFollowed } from '@/lib/db/plan/set-followed'
import { setPaused } from '@/lib/db/plan/set-paused'
import { askWorker } from '@/lib/db/workers/ask-worker'
import { readExpression } from '@/lib/ingest/schedule/next-times'
import { log } from '@/lib/log'
import { MAX_LANES } from '@/lib/model/pipeline/workers'

const PAGE = '/workers'
const SHOWN_TIMES = 5
const NO_SUCH_WORKER = 'There is no such process, or it has ended.'

const key = z.uuid({ error: NO_SUCH_WORKER })
const yesOrNo = z.boolean({ error: 'Say whether or not.' })
const expression = z.object({
  cron: z.string().trim().max(120, 'An expression has at most 120 characters.'),
  timeZone: z.string().trim().max(64, 'A time zone has at most 64 characters.'),
})

const permission = 'ingest' as const

/** Has one of the consoles follow the queue until further notice, or ends that. */
export const setFollow = serverAction(
  'set-follow',
  { permission, input: yesOrNo },
  async ({ actor }, isFollowed) => {
    await setFollowed(isFollowed, actor.user.email)
    log.info('follow.asked', { isFollowed, userId: actor.user.id })
    return { kind: 'done' as const }
  },
)

/** Has all consoles and workers pause, or go on. */
export const pauseAll = serverAction(
  'pause-all',
  { permission, input: yesOrNo },
  async ({ actor }, isPaused) => {
    await setPaused(isPaused, actor.user.email)
    log.info('pause.asked', { isPaused, userId: actor.user.id })
    return { kind: 'done' as const }
  },
)

/** Has one process pause, or go on. */
export const pauseWorker = serverAction(
  'pause-worker',
  { permission, input: z.object({ key, isPaused: yesOrNo }) },
  async ({ actor }, { key, isPaused }) => {
    log.info('worker.pause-asked', { worker: key, isPaused, userId: actor.user.id })
    return answerOf(await askWorker(key, { isPaused }))
  },
)

/** Has one process keep so many lanes, or adapt them by itself. */
export const setWorkerLanes = serverAction(
  'set-worker-lanes',
  { permission, input: z.object({ key, lanes: z.int().min(1).max(MAX_LANES).nullable() }) },
  async ({ actor }, { key, lanes }) => {
    log.info('worker.lanes-asked', { worker: key, lanes, userId: actor.user.id })
    return answerOf(await askWorker(key, { lanesWanted: lanes }))
  },
)

/** When an expression comes next. */
export const previewSchedule = serverAction(
  'preview-schedule',
  { permission, input: expression, changesNothing: true },
  async (_context, input) => {
    const read = readExpression(input, new Date(), SHOWN_TIMES)
    if (read.kind === 'wrong') return { kind: 'invalid' as const, problem: read.problem }
    return { kind: 'read' as const, nextTimes: read.nextTimes.map((at) => at.toISOString()) }
  },
)

/** Drains by this expression from now on. */
export const saveSchedule = serverAction(
  'save-schedule',
  { permission, input: expression },
  async ({ actor }, input) => {
    const read = readExpression(input, new Date(), 1)
    if (read.kind === 'wrong') return { kind: 'invalid' as const, problem: read.problem }
    const [nextDueAt = new Date()] = read.nextTimes
    await store({ ...input, nextDueAt, by: actor.user.email })
    log.info('schedule.saved', { ...input, userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'done' as const }
  },
)

/** Drains by no schedule any more. */
export const removeSchedule = serverAction(
  'remove-schedule',
  { permission, input: NO_INPUT },
  async ({ actor }) => {
    await removeStored()
    log.info('schedule.removed', { userId: actor.user.id })
    revalidatePath(PAGE)
    return { kind: 'done' as const }
  },
)

function answerOf(isThere: boolean) {
  return isThere ? { kind: 'done' as const } : { kind: 'gone' as const, problem: NO_SUCH_WORKER }
}
