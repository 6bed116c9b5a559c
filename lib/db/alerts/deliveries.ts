import type { DeliveryChannel } from '@/lib/db/alerts/delivery-channels'
import { database } from '@/lib/db/client'
import type { AlertMessage } from '@/lib/model/alerts/alert'

/** A process that died while it delivered leaves what it had claimed to be tried again after so long. */
const CLAIM_SECONDS = 60
const MAX_CLAIMED = 20

export type ClaimedDelivery = {
  number: bigint
  /** This attempt among them. */
  attempts: number
  message: AlertMessage
  channel: DeliveryChannel
}

/** How an attempt to deliver went. */
export type Attempt = {
  isDelivered: boolean
  /** Of HTTP or SMTP; null where there was no answer. */
  status: number | null
  ms: number
  /** How the answer began, as text; null where there was none. */
  answer: string | null
  /** Why it is not delivered, in words; null where it is. */
  problem: string | null
}

/**
 * Claims what is due, so that of several processes one delivers it. A channel is told of a rule in the
 * order of what happened: later messages wait for those before.
 */
export async function claimDeliveries(): Promise<ClaimedDelivery[]> {
  const rows = await database().$queryRaw<(DeliveryChannel & Claimed)[]>`
    UPDATE alert_deliveries AS claimed
    SET attempts = attempts + 1, attempted_at = now(),
      next_attempt_at = now() + make_interval(secs => ${CLAIM_SECONDS})
    FROM (
      SELECT number FROM alert_deliveries AS due
      WHERE state = 'waiting' AND next_attempt_at <= now() AND NOT EXISTS (
        SELECT FROM alert_deliveries AS before
        WHERE before.state = 'waiting' AND before.channel_id = due.channel_id
          AND before.rule = due.rule AND before.number < due.number)
      ORDER BY number LIMIT ${MAX_CLAIMED} FOR UPDATE SKIP LOCKED
    ) AS due, alert_channels AS channel
    WHERE claimed.number = due.number AND channel.id = claimed.channel_id
    RETURNING claimed.number, claimed.attempts, claimed.payload AS message, channel.id::text,
      channel.kind::text, channel.target, channel.secret, channel.mail_from AS "mailFrom",
      channel.mail_to AS "mailTo"`
  return rows.map(({ number, attempts, message, ...channel }) => ({
    number,
    attempts,
    message,
    channel,
  }))
}

type Claimed = { number: bigint; attempts: number; message: AlertMessage }

/**
 * Enters how an attempt went.
 * @param retryInSeconds when it is tried again; null where it is delivered, or given up.
 */
export async function settleDelivery(
  number: bigint,
  attempt: Attempt,
  retryInSeconds: number | null,
): Promise<void> {
  const failedState = retryInSeconds === null ? 'abandoned' : 'waiting'
  const state = attempt.isDelivered ? 'delivered' : failedState
  await database().$executeRaw`
    UPDATE alert_deliveries SET state = ${state}::text::alert_delivery_state,
      next_attempt_at = now() + make_interval(secs => ${retryInSeconds ?? 0}::float8),
      status = ${attempt.status}::int, ms = ${attempt.ms}::int, answer = ${attempt.answer},
      problem = ${attempt.problem}
    WHERE number = ${number}`
}

/**
 * Enters a message whose first attempts were made without the outbox: a test, or one of the time when
 * the database was away.
 * @param goesOn whether it is tried again where it is not delivered.
 */
export async function recordDelivery(
  channelId: string,
  message: AlertMessage,
  { attempts, attempt, goesOn }: { attempts: number; attempt: Attempt; goesOn: boolean },
): Promise<void> {
  const state = attempt.isDelivered ? 'delivered' : goesOn ? 'waiting' : 'abandoned'
  // A channel may have been removed meanwhile.
  await database().$executeRaw`
    INSERT INTO alert_deliveries (id, channel_id, rule, payload, state, attempts, attempted_at, status,
      ms, answer, problem)
    SELECT ${message.id}::uuid, id, ${message.rule}, ${JSON.stringify(message)}::jsonb,
      ${state}::text::alert_delivery_state, ${attempts}::int, now(), ${attempt.status}::int,
      ${attempt.ms}::int, ${attempt.answer}, ${attempt.problem}
    FROM alert_channels WHERE id = ${channelId}::uuid
    ON CONFLICT (id, channel_id) DO NOTHING`
}
