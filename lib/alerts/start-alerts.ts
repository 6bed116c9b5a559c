import { setTimeout as sleep } from 'node:timers/promises'
import {
  createEvaluator,
  deliverDue,
  type Evaluator,
  endEvaluator,
  evaluate,
} from '@/lib/alerts/evaluator'
import { log } from '@/lib/log'
import { retainNightly } from '@/lib/retention/retain-nightly'
import { singleton } from '@/lib/singleton'
import { withTimeout } from '@/lib/with-timeout'

const EVALUATE_INTERVAL_MS = 10_000
const DELIVER_INTERVAL_MS = 2_000
const RETAIN_INTERVAL_MS = 60_000
const END_TIMEOUT_MS = 500

type Alerts = { evaluator: Evaluator; stopping: AbortController; ended: Promise<unknown> }

const kept = () =>
  singleton<{ alerts: Alerts | undefined }>('alerts', () => ({ alerts: undefined }))

/**
 * Has this process take its turn at evaluating the alerts, delivering them, and the nightly retention: of all
 * that are there, one does at a time. Calling it again changes nothing.
 */
export function startAlerts(): void {
  kept().alerts ??= begin()
}

/** Ends it; what is being delivered is delivered again by whoever comes next. */
export async function stopAlerts(): Promise<void> {
  const { alerts } = kept()
  if (alerts === undefined) return
  kept().alerts = undefined
  alerts.stopping.abort()
  await Promise.race([alerts.ended, sleep(END_TIMEOUT_MS)])
  await withTimeout(END_TIMEOUT_MS, endEvaluator(alerts.evaluator)).catch(() => undefined)
}

function begin(): Alerts {
  const evaluator = createEvaluator()
  const stopping = new AbortController()
  const { signal } = stopping
  const ended = Promise.all([
    keepOn('alerts.not-evaluated', EVALUATE_INTERVAL_MS, signal, () => evaluate(evaluator)),
    keepOn('alerts.not-sent', DELIVER_INTERVAL_MS, signal, () => deliverDue(evaluator)),
    keepOn('retention.not-done', RETAIN_INTERVAL_MS, signal, () => retainDue(evaluator, signal)),
  ])
  return { evaluator, stopping, ended }
}

/** Whoever evaluates the alerts also deletes, once a night, what is not kept any longer. */
async function retainDue({ isHolder, outage }: Evaluator, signal: AbortSignal): Promise<void> {
  if (isHolder && outage === null) await retainNightly(signal)
}

async function keepOn(
  failed: string,
  intervalMs: number,
  signal: AbortSignal,
  act: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await act()
    } catch (error) {
      log.warn(failed, {}, error)
    }
    await sleep(intervalMs, undefined, { signal }).catch(() => undefined)
  }
}
