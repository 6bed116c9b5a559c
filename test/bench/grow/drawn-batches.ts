import type pg from 'pg'
import type { PreparedBatch } from '@/lib/db/ledger/insert-messages'
import type { MaskedLogin } from '@/lib/model/login'
import { drawnLogins, LOADED_UNTIL } from '@/test/bench/load-logins'

const BATCH = 500
/** As long as what seals a value. */
const SEALED = new Uint8Array(80).fill(1)
/** As often whatever the size: rollups cost the same then, and few come twice a day. */
const SECONDS_APART = 6

/** When the first of so many loaded logins was sent. */
export function firstSentAt(size: number): Date {
  return new Date(LOADED_UNTIL.getTime() - size * SECONDS_APART * 1_000)
}

/** SQL of when number `i` was sent, of $3 that were loaded. */
export const SENT_AT = `timestamptz '${LOADED_UNTIL.toISOString()}' + make_interval(secs => ${SECONDS_APART} * (i - $3))`

/** Logins that follow `size` loaded ones and `stored` more; `sharesOf` as they were loaded. */
export type Stretch = { size: number; stored: number; count: number; sharesOf: number }

/**
 * Batches of logins as those that the tables are filled with, prepared as masking and sealing would
 * have left them: of a person for every eight of `size`.
 */
export async function drawBatches(
  client: pg.Client,
  { size, stored, count, sharesOf }: Stretch,
): Promise<PreparedBatch[]> {
  const from = size + stored
  // Of its own for each stretch, and the same every time.
  await client.query('SELECT setseed($1::float8 / 1e9)', [from % 1_000_000_000])
  const { rows } = await client.query<MaskedLogin>(
    `SELECT user_id AS "userId", device_type AS "deviceType", masked_ip AS "maskedIp",
       masked_device_id AS "maskedDeviceId", locale, app_version AS "appVersion",
       create_date::text AS "createDate", message_id AS "messageId", sent_at AS "sentAt",
       app_version_text AS "appVersionText", NULL AS "envelopeId"
     FROM (${drawnLogins(SENT_AT)}) AS drawn`,
    [from, from + count - 1, size, sharesOf],
  )
  const batches: PreparedBatch[] = []
  for (let at = 0; at < rows.length; at += BATCH) batches.push(toBatch(rows.slice(at, at + BATCH)))
  return batches
}

function toBatch(logins: MaskedLogin[]): PreparedBatch {
  const tokens = new Set(
    logins.flatMap(({ maskedIp, maskedDeviceId }) => [maskedIp, maskedDeviceId]),
  )
  return {
    logins,
    rejected: [],
    known: 0,
    vault: Array.from(tokens, (token) => ({ token, sealed: SEALED })),
    dekId: 'made-up',
    deks: [{ dekId: 'made-up', recipient: 'nobody', sealed: SEALED }],
    keysEpoch: '',
  }
}
