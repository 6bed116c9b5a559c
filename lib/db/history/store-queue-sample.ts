import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { QueueDepth } from '@/lib/model/live/live-view'

/** Twice the longest span that is compared with the one before it, and a week to look back. */
const KEPT_DAYS = 35
/** A sample further back says nothing of what happened since. */
const NEAR_SECONDS = 180

/** SQL of the minute that the database's clock is in; minutes begin alike in every zone. */
export const THIS_MINUTE = Prisma.sql`to_timestamp(floor(extract(epoch FROM now()) / 60) * 60)::timestamptz(0)`

type Told = Pick<QueueDepth, 'visible' | 'inFlight' | 'delayed' | 'deadLetter'>

/**
 * Notes what the queue told in this minute, unless that is noted already, and forgets what is older
 * than 35 days.
 *
 * Beside it stands for how long messages have waited while none was stored, by the rule of
 * `createStallWatch`: from when the queue was last seen empty or from the last stored batch, whichever
 * is later. It goes on from the sample before, whichever process wrote that; after a gap it begins anew.
 * @returns whether this sample is the one of the minute.
 */
export async function storeQueueSample(told: Told): Promise<boolean> {
  const { visible, inFlight, delayed, deadLetter } = told
  const stored = await database().$executeRaw`
    INSERT INTO queue_samples (minute, visible, in_flight, delayed, dead_letter, stalled_seconds)
    SELECT ${THIS_MINUTE}, ${visible}::int, ${inFlight}::int, ${delayed}::int, ${deadLetter}::int,
      CASE WHEN ${visible}::int = 0 THEN 0
        ELSE greatest(0, least(coalesce(waited.seconds, 0), stored.seconds_ago)) END
    FROM (SELECT (
        SELECT stalled_seconds + extract(epoch FROM ${THIS_MINUTE} - minute)::float8
        FROM queue_samples
        WHERE minute >= now() - make_interval(secs => ${NEAR_SECONDS}::int)
        ORDER BY minute DESC LIMIT 1) AS seconds) AS waited,
      (SELECT (
        SELECT extract(epoch FROM now() - committed_at)::float8
        FROM ingest_batches WHERE failed = 0 ORDER BY id DESC LIMIT 1) AS seconds_ago) AS stored
    ON CONFLICT (minute) DO NOTHING`
  await database().$executeRaw`
    DELETE FROM queue_samples WHERE minute < now() - make_interval(days => ${KEPT_DAYS}::int)`
  return stored > 0
}
