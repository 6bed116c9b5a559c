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
import { analyzeLogins, keepPartitions } from '@/lib/db/partitions/keep-partitions'
import { log } from '@/lib/log'
import { createStallWatch } from '@/lib/metrics/stall-watch'
import { alertRule, thresholdOf } from '@/lib/model/alerts/alert-rules'
import { withTimeout } from '@/lib/with-timeout'

/** Several evaluations long: a slow one does not hand it on. */
const LEASE_SECONDS = 30
const LEASE_TIMEOUT_MS = 5_000
const UPKEEP_INTERVAL_MS = 3_600_000
/** A month grows little against those before it in a quarter of a day. */
const ANALYZE_INTERVAL_MS = 6 * UPKEEP_INTERVAL_MS

export type Evaluator = {
  holder: string
  /** Whether this process was the one that evaluates, when the database last answered. */
  isHolder: boolean
  /** As they were read last: what there is to go by while the database is away. */
  rules: readonly KnownRule[]
  channels: readonly DeliveryChannel[]
  outage: Outage | null
  stall: StallWatch
  keptUpAtMs: number
  analyzedAtMs: number
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
    keptUpAtMs: Number.NEGATIVE_INFINITY,
    analyzedAtMs: Number.NEGATIVE_INFINITY,
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
  await keepUp(evaluator)
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

/** What the database needs done now and then, whoever does it; what fails is tried again in an hour. */
async function keepUp(evaluator: Evaluator): Promise<void> {
  if (performance.now() - evaluator.keptUpAtMs < UPKEEP_INTERVAL_MS) return
  evaluator.keptUpAtMs = performance.now()
  await pruneAlerts()
  try {
    const made = await keepPartitions()
    if (made > 0) log.info('partitions.made', { made })
    if (performance.now() - evaluator.analyzedAtMs < ANALYZE_INTERVAL_MS) return
    await analyzeLogins()
    evaluator.analyzedAtMs = performance.now()
  } catch (error) {
    log.warn('partitions.not-kept', {}, error)
  }
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
