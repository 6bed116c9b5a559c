import { database } from '@/lib/db/client'
import { THIS_MINUTE } from '@/lib/db/history/store-queue-sample'

/** Whether nobody has noted yet what the queue told in this minute, by the clock of the database. */
export async function isSampleDue(): Promise<boolean> {
  const [row] = await database().$queryRaw<{ isDue: boolean }[]>`
    SELECT NOT EXISTS (SELECT FROM queue_samples WHERE minute = ${THIS_MINUTE}) AS "isDue"`
  return row?.isDue ?? true
}
