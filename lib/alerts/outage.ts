import type { deliver } from '@/lib/alerts/deliver/deliver'
import { retryDelay } from '@/lib/alerts/deliver/retry-delay'
import { transitionOf } from '@/lib/alerts/transition'
import { type Attempt, recordDelivery } from '@/lib/db/alerts/deliveries'
import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import { type KnownRule, readRules } from '@/lib/db/alerts/read-rules'
import { recordTransitions } from '@/lib/db/alerts/record-transitions'
import { log } from '@/lib/log'
import type { AlertMessage } from '@/lib/model/alerts/alert'

const RULE = 'database-unreachable'

/** How an outage of the database stands, in memory: there is nowhere else to keep it. */
export type Outage = {
  /** The rule as it would stand in the database. */
  known: KnownRule
  /** Null before it fires, and where it is muted. */
  message: AlertMessage | null
  /** By channel. */
  told: Map<string, { attempts: number; attempt: Attempt }>
}

/** Begins with the rule as it was read last. */
export function beginOutage(rules: readonly KnownRule[]): Outage | null {
  const known = rules.find(({ rule }) => rule === RULE)
  return known === undefined ? null : { known, message: null, told: new Map() }
}

/** One more time that the database did not answer: once the rule fires, the channels are told. */
export async function noteOutage(
  outage: Outage,
  channels: readonly DeliveryChannel[],
  tell: typeof deliver,
): Promise<void> {
  const measured = {
    kind: 'measured',
    isBreached: true,
    value: 'The database does not answer.',
    path: '/settings/alerts',
  } as const
  const transition = transitionOf(outage.known, measured, new Date())
  if (transition !== null) {
    const { to: current, isTold, event, message } = transition
    outage.known = { ...outage.known, current, isTold }
    outage.message = message ?? outage.message
    if (event !== null) log.warn('alert.firing', { rule: RULE, severity: 'critical' })
  }
  if (outage.message !== null) await tellChannels(outage, outage.message, channels, tell)
}

async function tellChannels(
  { told }: Outage,
  message: AlertMessage,
  channels: readonly DeliveryChannel[],
  tell: typeof deliver,
): Promise<void> {
  await Promise.all(
    channels.map(async (channel) => {
      const { attempts = 0, attempt } = told.get(channel.id) ?? {}
      const isOver = attempt?.isDelivered || (attempts > 0 && retryDelay(attempts) === null)
      if (isOver) return
      told.set(channel.id, { attempts: attempts + 1, attempt: await tell(channel, message) })
    }),
  )
}

/**
 * Enters an outage once the database is back, where it fired: in the history, and what became of the
 * messages. That it is over is told by the evaluations that follow, as of any rule.
 */
export async function recordOutage({ known, message, told }: Outage): Promise<void> {
  if (known.current.state !== 'firing') return
  const stored = (await readRules()).find(({ rule }) => rule === RULE)
  if (stored !== undefined && stored.current.state !== 'firing') {
    const { current: to, isMuted, isTold } = known
    const event = { kind: 'firing', isMuted } as const
    await recordTransitions([
      { rule: RULE, from: stored.current, to, isTold, event, message: null },
    ])
  }
  if (message === null) return
  for (const [channelId, { attempts, attempt }] of told) {
    await recordDelivery(channelId, message, { attempts, attempt, goesOn: true })
  }
}
