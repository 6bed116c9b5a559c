import { z } from 'zod'
import { changeRetention } from '@/lib/db/retention/change-retention'
import { readRetentionSettings } from '@/lib/db/retention/read-retention-settings'
import { appendRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { transaction } from '@/lib/db/transaction'
import { log } from '@/lib/log'
import type { Done } from '@/lib/model/answers/action-result'
import {
  isKeepMonths,
  isShorter,
  keepWords,
  MAX_KEEP_MONTHS,
  MIN_KEEP_MONTHS,
  RETENTION_KINDS,
} from '@/lib/model/retention/retention-kinds'
import { identityOf } from '@/lib/reveal/actor'
import { optionalPassphrase } from '@/lib/reveal/passphrase'
import { recordedVerb } from '@/lib/reveal/recorded-verb'
import type { Denial } from '@/lib/reveal/request'
import { type Confirmed, confirmActor, type NotConfirmed } from '@/lib/reveal/step-up'

const BOUNDS = `Give a whole number from ${MIN_KEEP_MONTHS} to ${MAX_KEEP_MONTHS}.`
const OVERTAKEN = {
  kind: 'overtaken',
  problem: 'Somebody else has just changed this. Reload the page to see what is set.',
} as const

export type RetentionOutcome = Done | typeof OVERTAKEN | NotConfirmed | Denial

const input = z.object({
  kind: z.enum(RETENTION_KINDS, { error: 'There is no retention setting for that.' }),
  /** Null keeps everything. */
  keepMonths: z
    .number({ error: BOUNDS })
    .nullable()
    .refine((months) => isKeepMonths(months), BOUNDS),
  passphrase: optionalPassphrase,
})

/**
 * Sets how long something is kept, from the next night on, and the row of the log with it. A shorter
 * period deletes what cannot be brought back, so it takes the passphrase or a recent sign-in.
 */
export const setRetention = recordedVerb(
  'manage-retention',
  input,
  async (actor, { kind, keepMonths, passphrase }): Promise<RetentionOutcome> => {
    const before = (await readRetentionSettings())[kind]
    const subject = `${kind}: ${keepWords(keepMonths)}; before: ${keepWords(before)}`
    const what = { action: 'manage-retention', subject } as const
    const confirmed: Confirmed | NotConfirmed | Denial = isShorter(keepMonths, before)
      ? await confirmActor(actor, what, passphrase)
      : { kind: 'confirmed' }
    if (confirmed.kind !== 'confirmed') return confirmed
    const isSet = await transaction(async (tx) => {
      const done = await changeRetention(tx, { kind, keepMonths, before, by: actor.user.email })
      const { requestId } = confirmed
      const outcome = done ? 'done' : 'failed'
      await appendRevealLog(tx, { ...identityOf(actor), ...what, requestId, outcome })
      return done
    })
    if (!isSet) return OVERTAKEN
    log.info('retention.setting-changed', { kind, keepMonths, before, userId: actor.user.id })
    return { kind: 'done' }
  },
)
