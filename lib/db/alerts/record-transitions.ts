import type { Transaction } from '@/lib/db/client'
import { instant } from '@/lib/db/instant'
import { transaction } from '@/lib/db/transaction'
import type { AlertEventKind, AlertMessage } from '@/lib/model/alerts/alert'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { RuleState } from '@/lib/model/alerts/next-state'

/** What an evaluation changed of a rule, and what is to be told of it. */
export type Transition = {
  rule: AlertRuleKind
  from: RuleState
  to: RuleState
  isTold: boolean
  /** For the history; null where it neither began to fire nor was resolved. */
  event: { kind: AlertEventKind; isMuted: boolean } | null
  /** For the channels; null where they are told nothing. */
  message: AlertMessage | null
}

/**
 * Enters how rules stand now, and in the same transaction what the history and the channels are to be
 * told. A rule that another process changed since it was read is left alone: of two that evaluate at a
 * time, one tells.
 * @returns the transitions that were entered.
 */
export async function recordTransitions(transitions: readonly Transition[]): Promise<Transition[]> {
  return transaction(async (tx) => {
    // In one order, so that two who evaluate at a time wait for one another rather than each for the other.
    await tx.$executeRaw`SELECT 1 FROM alert_rules ORDER BY rule FOR UPDATE`
    const entered: Transition[] = []
    for (const transition of transitions) {
      if (await enter(tx, transition)) entered.push(transition)
    }
    await tx.$executeRaw`UPDATE alert_rules SET evaluated_at = now()`
    return entered
  })
}

async function enter(tx: Transaction, transition: Transition): Promise<boolean> {
  const { rule, from, to, isTold, event, message } = transition
  const updated = await tx.$executeRaw`
    UPDATE alert_rules SET state = ${to.state}::text::alert_state, since = ${moment(to.since)},
      value = ${to.value}, path = ${to.path}, problem = ${to.problem},
      breached_since = ${moment(to.breachedSince)}, clear_since = ${moment(to.clearSince)},
      memory = ${to.memory === null ? null : JSON.stringify(to.memory)}::jsonb,
      is_told = ${isTold}
    WHERE rule = ${rule} AND state = ${from.state}::text::alert_state
      AND since = ${moment(from.since)}`
  if (updated === 0) return false
  if (event !== null) {
    await tx.$executeRaw`
      INSERT INTO alert_events (rule, kind, from_state, to_state, value, is_muted, at)
      VALUES (${rule}, ${event.kind}::text::alert_event_kind, ${from.state}::text::alert_state,
        ${to.state}::text::alert_state, ${to.value}, ${event.isMuted}, ${moment(to.since)})`
  }
  if (message !== null) await queueMessage(tx, message)
  return true
}

/** For every channel that is on. */
async function queueMessage(tx: Transaction, message: AlertMessage): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO alert_deliveries (id, channel_id, rule, payload)
    SELECT ${message.id}::uuid, id, ${message.rule}, ${JSON.stringify(message)}::jsonb
    FROM alert_channels WHERE is_on`
}

function moment(at: Date | null) {
  return at === null ? null : instant(at.getTime())
}
