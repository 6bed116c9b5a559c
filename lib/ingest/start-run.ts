import { checkDatabase } from '@/lib/db/connection/check-database'
import { type ClaimedRun, claimRun, type RunToClaim } from '@/lib/db/runs/claim-run'
import { env } from '@/lib/env'
import { UserError } from '@/lib/errors'
import { trackRun } from '@/lib/ingest/active'
import { checkVisibilityTimeout } from '@/lib/ingest/check-visibility-timeout'
import { fixLanes } from '@/lib/ingest/lanes/adapt-lanes'
import { createRun, type Run, type RunOptions } from '@/lib/ingest/run'
import { workRun } from '@/lib/ingest/work-run'
import { loadMaskingTools } from '@/lib/keys/masking-tools'
import { log } from '@/lib/log'
import type { RunMode } from '@/lib/model/pipeline/ledger'
import { openQueue } from '@/lib/queue/open-queue'
import type { MessageSource, QueueLimits } from '@/lib/queue/queue'

export type RunRequest = {
  mode: RunMode
  /** Who asked for it: an e-mail address, or the name of a command. */
  startedBy: string
  /** How many to begin with; by default as many as are configured. */
  lanes?: number | undefined
  /** Whether it is to find out, with one small batch, whether the next run would work. */
  isProbe?: boolean
  /** The most messages it is to receive in a second; as fast as it can where there is none. */
  maxPerSecond?: number | null
}

export type StartedRun = { kind: 'started' | 'already-running'; runId: number }

/**
 * Starts a run in this console and returns at once; or finds the one that is active, in whichever
 * process.
 * @throws UserError where the keys are missing or foreign, or where the database or the queue is not
 *   fit for it; the queue's or the database's failure where one cannot be reached.
 */
export async function startRun(request: RunRequest): Promise<StartedRun> {
  const ready = await makeReady(request.mode)
  const run = { ...toClaim(request, ready), instance: env().VEILGATE_INSTANCE ?? null }
  const claim = await claimRun(run, { beside: false })
  if (claim.kind === 'already-running') return claim
  const started = begin(run, claim.run, ready.tools)
  void trackRun(started, workRun(started))
  return { kind: 'started', runId: claim.run.id }
}

/** A run of this process beside any that is active, ready to work. @throws as `startRun`. */
export async function beginRun(request: RunRequest): Promise<Run> {
  const ready = await makeReady(request.mode)
  const run = toClaim(request, ready)
  const claim = await claimRun(run, { beside: true })
  if (claim.kind !== 'started') throw new Error('A run was to begin beside others')
  return begin(run, claim.run, ready.tools, request.isProbe)
}

/** Goes on with a run that another process began, and did not end. @throws as `startRun`. */
export async function takeOverRun(run: RunToClaim, claimed: ClaimedRun): Promise<void> {
  const { tools } = await makeReady(run.mode)
  const taken = begin(run, claimed, tools)
  void trackRun(taken, workRun(taken))
}

type Ready = { tools: Tools; depth: number }
type Tools = Pick<RunOptions, 'queue' | 'tools' | keyof QueueLimits>

/** Whether a run could work, asked before there is one. */
async function makeReady(mode: RunMode): Promise<Ready> {
  const { warnings } = await checkDatabase()
  for (const warning of warnings) log.warn('database.warning', { warning })
  const tools = await loadMaskingTools()
  const queue = await openSource(mode)
  const limits = await queue.limits()
  checkVisibilityTimeout(queue.name, limits.visibilityTimeoutSeconds)
  const { visible, inFlight } = await queue.depth()
  // Dead letters are in flight while somebody looks at them; what is in flight on the queue, others will store.
  const depth = mode === 'redrive' ? visible + inFlight : visible
  return { tools: { queue, tools, ...limits }, depth }
}

/** @throws UserError where there is no dead-letter queue to redrive. */
async function openSource(mode: RunMode): Promise<MessageSource> {
  const queue = openQueue()
  if (mode !== 'redrive') return queue
  const deadLetters = await queue.deadLetters()
  if (deadLetters !== null) return deadLetters
  throw new UserError(
    `The queue “${queue.name}” has no dead-letter queue: its redrive policy names none.`,
  )
}

function toClaim(request: RunRequest, { tools, depth: depthAtStart }: Ready): RunToClaim {
  const { mode, startedBy, maxPerSecond = null } = request
  // Several lanes that each collect a batch would overshoot a slow pace.
  const lanes = maxPerSecond === null ? (request.lanes ?? lanesFor(tools.queue)) : 1
  return { mode, startedBy, lanes, depthAtStart, maxPerSecond, instance: null }
}

/** From where a batch waits for the queue most of its time. */
const FAR_MS = 25

/** As many as are configured; twice as many where the queue is far away, within the bounds. */
function lanesFor(queue: MessageSource): number {
  const { VEILGATE_LANES: lanes, VEILGATE_MAX_LANES: max } = env()
  const isFar = (queue.roundTripMs() ?? 0) >= FAR_MS
  return isFar ? Math.max(lanes, Math.min(2 * lanes, max)) : lanes
}

function begin(request: RunToClaim, claimed: ClaimedRun, tools: Tools, isProbe = false): Run {
  const { mode, lanes, depthAtStart } = request
  const most = Math.min(env().VEILGATE_BATCH_SIZE, request.maxPerSecond ?? Number.POSITIVE_INFINITY)
  const batchSize = isProbe ? 1 : most
  log.info('run.started', { runId: claimed.id, mode, lanes, depth: depthAtStart })
  const run = createRun({ request, claimed, batchSize, isProbe, ...tools })
  if (request.maxPerSecond != null) fixLanes(run, lanes)
  return run
}
