import { noteChange } from '@/lib/db/alerts/note-change'
import { transaction } from '@/lib/db/transaction'
import type { AlertRuleKind } from '@/lib/model/alerts/alert-rules'
import type { RevealHours } from '@/lib/model/alerts/reveal-hours'

type Change = {
  isOn: boolean
  /** Null for the rule's own default. */
  threshold: number | null
  /** Null for the default hours. */
  hours: RevealHours | null
}

/**
 * Changes what people set of a rule.
 * @param words what was changed, for the history.
 * @param by the address of whoever does.
 */
export async function changeRule(
  rule: AlertRuleKind,
  { isOn, threshold, hours }: Change,
  words: string,
  by: string,
): Promise<void> {
  const hoursJson = hours === null ? null : JSON.stringify(hours)
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO alert_rules AS known (rule, is_on, threshold, hours)
      VALUES (${rule}, ${isOn}, ${threshold}::float8, ${hoursJson}::jsonb)
      ON CONFLICT (rule) DO UPDATE SET is_on = excluded.is_on, threshold = excluded.threshold,
        hours = excluded.hours`
    await noteChange(tx, rule, words, by)
  })
}

/** `forSeconds` is null for until unmuted. */
type Mute = { isMuted: false } | { isMuted: true; forSeconds: number | null }

/** Has the channels told nothing of a rule for some time, or again. As `changeRule`. */
export async function muteRule(
  rule: AlertRuleKind,
  mute: Mute,
  words: string,
  by: string,
): Promise<void> {
  const forSeconds = mute.isMuted ? mute.forSeconds : null
  await transaction(async (tx) => {
    await tx.$executeRaw`
      INSERT INTO alert_rules AS known (rule, is_muted, muted_until, muted_by)
      VALUES (${rule}, ${mute.isMuted}, now() + make_interval(secs => ${forSeconds}::float8), ${by})
      ON CONFLICT (rule) DO UPDATE SET is_muted = excluded.is_muted,
        muted_until = excluded.muted_until, muted_by = excluded.muted_by`
    await noteChange(tx, rule, words, by)
  })
}
