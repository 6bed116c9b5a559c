import { revealDatabase } from '@/lib/db/client'

export type DekCounts = {
  deks: number
  /** Values in the vault. */
  values: number
  /** Of the DEK that sealed most. */
  mostValues: number
  /** How many DEKs each recipient in use can open. */
  recipients: { recipient: string; deks: number }[]
}

/** How many keys of values there are, and who can open them. Counts the vault whole. */
export async function countDeks(): Promise<DekCounts> {
  const [counts] = await revealDatabase().$queryRaw<Omit<DekCounts, 'recipients'>[]>`
    SELECT (SELECT count(DISTINCT dek_id)::int FROM pii_dek) AS "deks",
           coalesce(sum(count), 0)::int AS "values", coalesce(max(count), 0)::int AS "mostValues"
    FROM (SELECT count(*) FROM pii_vault GROUP BY dek_id) AS sealed`
  const recipients = await revealDatabase().$queryRaw<DekCounts['recipients']>`
    SELECT key.fp AS "recipient", count(dek.dek_id)::int AS "deks"
    FROM pii_key AS key LEFT JOIN pii_dek AS dek ON dek.recipient = key.fp
    WHERE key.kind = 'vault' AND key.state = 'active' GROUP BY key.fp ORDER BY key.fp`
  return { ...(counts ?? { deks: 0, values: 0, mostValues: 0 }), recipients }
}
