import { randomUUID } from 'node:crypto'
import { deliver } from '@/lib/alerts/deliver/deliver'
import { retryDelay } from '@/lib/alerts/deliver/retry-delay'
import { measure } from '@/lib/alerts/measure'
import { beginOutage, noteOutage, type Outage, recordOutage } from '@/lib/alerts/outage'
import { readFacts, type StallWatch } from '@/lib/alerts/read-facts'
import { transitionOf } from '@/lib/alerts/transition'
import { type ClaimedDelivery, claimDeliveries, settleDelivery } from '@/lib/db/alerts/deliveries'
import { type DeliveryChannel, listDeliveryChannels } from '@/lib/db/alerts/delivery-channels'
import { pruneAlerts } from '@/lib/db/alerts/prune-alerts'
import { enterRules, type KnownRule, readRules } from '@/lib/db/alerts/read-rules'
import { recordTransitions, type Transition } from '@/lib/db/alerts/record-transitions'
import { databaseNow } from '@/lib/db/database-now'
import { releaseLease } from '@/lib/db/leases/release-lease'
import { takeLease } from '@/lib/db/leases/take-lease'
import { log } from '@/lib/log'
import { createStallWatch } from '@/lib/metrics/stall-watch'
import { alertRule, thresholdOf } from '@/lib/model/alerts/alert-rules'
import { HOUR_MS } from '@/lib/model/time/units'
import { withTimeout } from '@/lib/with-timeout'

/** Several evaluations long: a slow one does not hand it on. */
const LEASE_SECONDS = 30
const LEASE_TIMEOUT_MS = 5_000
const PRUNE_INTERVAL_MS = HOUR_MS

export type Evaluator = {
  holder: string
  /** Whether this process was the one that evaluates, when the database last answered. */
  isHolder: boolean
  /** As they were read last: what there is to go by while the database is away. */
  rules: readonly KnownRule[]
  channels: readonly DeliveryChannel[]
  outage: Outage | null
  stall: StallWatch
  prunedAtMs: number
  tell: typeof deliver
}

/** Makes one of several that may evaluate the alerts; a test may deliver in its own way. */
export function createEvaluator(tell: typeof deliver = deliver): Evaluator {
  return {
    holder: randomUUID(),
    isHolder: false,
    rules: [],
    channels: [],
    outage: null,
    stall: createStallWatch(() => performance.now()),
    prunedAtMs: Number.NEGATIVE_INFINITY,
    tell,
  }
}

/**
 * Evaluates all rules, if this process holds the lease or gets it now. While the database is away, the
 * process that held it tells of that by itself, from what it read last.
 */
export async function evaluate(evaluator: Evaluator): Promise<void> {
  try {
    const taking = takeLease('alerts', evaluator.holder, LEASE_SECONDS)
    const isHolder = await withTimeout(LEASE_TIMEOUT_MS, taking)
    if (evaluator.outage !== null) await recordOutage(evaluator.outage)
    evaluator.outage = null
    evaluator.isHolder = isHolder
  } catch (error) {
    log.warn('alerts.database-unreachable', {}, error)
    if (!evaluator.isHolder) return
    evaluator.outage ??= beginOutage(evaluator.rules)
    if (evaluator.outage === null) return
    return noteOutage(evaluator.outage, evaluator.channels, evaluator.tell)
  }
  if (evaluator.isHolder) await evaluateRules(evaluator)
}

/** Delivers what is due, if this process is the one that does. */
export async function deliverDue({ isHolder, outage, tell }: Evaluator): Promise<void> {
  if (!isHolder || outage !== null) return
  await Promise.all((await claimDeliveries()).map((claimed) => deliverOne(claimed, tell)))
}

/** Lets another process go on. */
export async function endEvaluator({ holder, isHolder }: Evaluator): Promise<void> {
  if (isHolder) await releaseLease('alerts', holder)
}

async function evaluateRules(evaluator: Evaluator): Promise<void> {
  await enterRules()
  evaluator.rules = await readRules()
  evaluator.channels = await listDeliveryChannels()
  const facts = await readFacts(evaluator.rules, evaluator.stall)
  const now = await databaseNow()
  const transitions = evaluator.rules.flatMap((known) => {
    const threshold = thresholdOf(known.rule, known.threshold)
    const { memory } = known.current
    return transitionOf(known, measure(known.rule, { facts, threshold, memory }), now) ?? []
  })
  for (const entered of await recordTransitions(transitions)) announce(entered)
  evaluator.rules = evaluator.rules.map((known) => after(known, transitions))
  await prune(evaluator)
}

function announce({ rule, event }: Transition): void {
  if (event === null) return
  const fields = { rule, severity: alertRule(rule).severity, isMuted: event.isMuted }
  if (event.kind === 'firing') log.warn('alert.firing', fields)
  else log.info('alert.resolved', fields)
}

/** A rule as it stands after an evaluation. */
function after(known: KnownRule, transitions: readonly Transition[]): KnownRule {
  const transition = transitions.find(({ rule }) => rule === known.rule)
  if (transition === undefined) return known
  return { ...known, current: transition.to, isTold: transition.isTold }
}

/** Deletes now and then what is kept no longer of the alerts themselves. */
async function prune(evaluator: Evaluator): Promise<void> {
  if (performance.now() - evaluator.prunedAtMs < PRUNE_INTERVAL_MS) return
  evaluator.prunedAtMs = performance.now()
  await pruneAlerts()
}

async function deliverOne(
  { number, attempts, message, channel }: ClaimedDelivery,
  tell: typeof deliver,
): Promise<void> {
  const attempt = await tell(channel, message)
  const retryInSeconds = attempt.isDelivered ? null : retryDelay(attempts)
  await settleDelivery(number, attempt, retryInSeconds)
  if (attempt.isDelivered) return
  const { status, problem } = attempt
  log.warn('alert.not-delivered', {
    channel: channel.id,
    rule: message.rule,
    attempts,
    status,
    problem,
    retryInSeconds: retryInSeconds === null ? null : Math.round(retryInSeconds),
  })
}
