import { readRules } from '@/components/alerts/rules/use-rules'
import { alertRule } from '@/lib/model/alerts/alert-rules'
import type { AlertRuleView } from '@/lib/model/alerts/views'

const LOCK = 'veilgate-alert-notifications'
const POLL_INTERVAL_MS = 30_000
/** Shows one, so that the person sees what they look like. */
export function showTest(): void {
  show('Veilgate: test', 'This browser will show alerts.', 'test')
}

/**
 * Asks every half minute how the rules stand, and tells of what begins to fire and of what is over; of
 * several tabs, one does. It is no live stream, since a tab that nobody looks at has none.
 */
export function watchAlerts(signal: AbortSignal): void {
  const watch = () => keepTelling(signal)
  if (navigator.locks === undefined) void watch()
  else void navigator.locks.request(LOCK, { signal }, watch).catch(() => undefined)
}

async function keepTelling(signal: AbortSignal): Promise<void> {
  let known: Set<string> | null = null
  while (!signal.aborted) {
    const read = await readRules(signal)
    if (read.kind === 'read') {
      const firing = read.rules.filter(({ state, isMuted, isOn }) => {
        return state === 'firing' && isOn && !isMuted
      })
      if (known !== null) tellChanges(known, firing, read.rules)
      known = new Set(firing.map(({ rule }) => rule))
    }
    await pause(POLL_INTERVAL_MS, signal)
  }
}

function tellChanges(known: Set<string>, firing: AlertRuleView[], rules: AlertRuleView[]): void {
  for (const { rule, value } of firing) {
    if (!known.has(rule)) show(`Firing: ${alertRule(rule).title}`, value, rule)
  }
  for (const { rule, value, state } of rules) {
    if (known.has(rule) && state === 'ok') show(`Resolved: ${alertRule(rule).title}`, value, rule)
  }
}

/** One with the same tag takes the place of the last. */
function show(title: string, body: string, tag: string): void {
  try {
    const shown = new Notification(title, { body, tag: `veilgate-${tag}` })
    shown.onclick = () => window.focus()
  } catch {
    // Phones show them through a service worker alone.
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
