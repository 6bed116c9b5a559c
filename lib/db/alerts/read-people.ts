import { database } from '@/lib/db/client'
import type { RevealHours } from '@/lib/model/alerts/reveal-hours'
import { QUIET_SECONDS } from '@/lib/model/alerts/rules/rule-definition'
import { rolesWith } from '@/lib/model/permissions'

/** What the rules ask of accounts and of the reveal log: figures alone, which a worker may know, too. */
export type PeopleFigures = {
  /** A digest for each admin, by which one that is new is told from one that was there. */
  admins: string[]
  /** Within the last 15 minutes. */
  wrongPassphrases: number
  /** Originals opened or looked up outside the hours, within the last 15 minutes. */
  revealsOutside: number
}

/** Reads them through functions of the database that give nothing else. */
export async function readPeopleFigures(hours: RevealHours): Promise<PeopleFigures> {
  const [figures] = await database().$queryRaw<PeopleFigures[]>`
    SELECT alert_admins(${rolesWith('manage-users')}::text[]) AS admins,
      alert_wrong_passphrases(${QUIET_SECONDS}::int) AS "wrongPassphrases",
      alert_reveals_outside(${QUIET_SECONDS}::int, ${hours.timeZone}, ${hours.fromMinute}::int,
        ${hours.toMinute}::int, ${hours.weekdays}::int[]) AS "revealsOutside"`
  if (figures === undefined) throw new Error('A query without a table has a row')
  return figures
}
