import { database } from '@/lib/db/client'
import { UserError } from '@/lib/errors'

/**
 * No part of them could be taken for another: a day, a month, an hour. Of two, since some zones are
 * UTC for half of the year.
 */
const MOMENTS = [new Date('2026-01-02T03:04:05.006Z'), new Date('2026-07-08T09:10:11.012Z')]

type Written = { back: Date; ms: bigint; text: string; timeZone: string; dateStyle: string }

/**
 * Whether a moment that is written to the database comes back as itself. The driver writes and reads
 * times without their zone: a session in another one than UTC shifts them all.
 * @param where where the database is.
 * @throws UserError where it does not.
 */
export async function checkMoments(where: string): Promise<void> {
  const written = await Promise.all(MOMENTS.map(write))
  const wrong = written.find((row) => row !== null)
  if (wrong === undefined || wrong === null) return
  throw new UserError(
    `A moment written to the database at ${where} does not come back as itself: its sessions have the ` +
      `TimeZone ${wrong.timeZone} and the DateStyle ${wrong.dateStyle}, though Veilgate asks for UTC ` +
      'and ISO. Something between here and Postgres, such as a pooler, replaces them: let it pass them ' +
      'on, or set both for the role of DATABASE_URL (timezone to UTC, datestyle to ISO).',
  )
}

/** @returns what came back, where it is not what was written. */
async function write(moment: Date): Promise<Written | null> {
  const iso = moment.toISOString()
  const [row] = await database().$queryRaw<Written[]>`
    SELECT ${moment}::timestamptz AS back,
      (extract(epoch FROM ${moment}::timestamptz) * 1000)::bigint AS ms, ${iso}::timestamptz::text AS text,
      current_setting('TimeZone') AS "timeZone", current_setting('DateStyle') AS "dateStyle"`
  const { back, ms, text } = row as Written
  const isSame =
    back.getTime() === moment.getTime() &&
    Number(ms) === moment.getTime() &&
    text === iso.replace('T', ' ').replace('Z', '+00')
  return isSame ? null : (row as Written)
}
