import { database } from '@/lib/db/client'

/** Whether some process evaluates the alerts at present, and when it last did. */
export async function readEvaluation(): Promise<{ isHeld: boolean; at: Date | null }> {
  const [found] = await database().$queryRaw<{ isHeld: boolean; at: Date | null }[]>`
    SELECT EXISTS (SELECT FROM leases WHERE name = 'alerts' AND held_until > now()) AS "isHeld",
      (SELECT max(evaluated_at) FROM alert_rules) AS at`
  return found ?? { isHeld: false, at: null }
}
