import { changeRule } from '@/lib/db/alerts/change-rule'
import { saveChannel } from '@/lib/db/alerts/save-channel'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'

/** In the unit of each rule: low, so that an outage of half a minute is told. */
const THRESHOLDS = {
  'database-unreachable': 5,
  'queue-unreachable': 5,
  'queue-stalled': 20,
  'worker-silent': 15,
  // One in twenty of the messages is meant to be.
  'many-rejected': 20,
} as const satisfies Partial<Record<AlertRuleKind, number>>

/** Has every alert told to a webhook, and those of outages soon. In the database of this process. */
export async function tellAlerts(url: string): Promise<void> {
  const channel = { kind: 'webhook', name: 'soak', isOn: true, target: url } as const
  const saved = await saveChannel(channel, 'soak')
  if (saved.kind !== 'saved') throw new Error(`The channel is not there: ${saved.kind}`)
  for (const [rule, threshold] of Object.entries(THRESHOLDS) as [AlertRuleKind, number][]) {
    const change = { isOn: true, threshold, hours: null }
    await changeRule(rule, change, `Threshold ${threshold}`, 'soak')
  }
}
