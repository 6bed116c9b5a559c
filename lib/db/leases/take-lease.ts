import { database } from '@/lib/db/client'

/** What one process does at a time. */
export type LeaseName = 'follow' | 'schedule' | 'samples' | 'alerts' | 'retention'

/** That the clock was put back by less is waited out. */
const STEP_SECONDS = 60

/**
 * Takes a lease, or renews it, by the clock of the database: of several processes that ask, one
 * holds it, and the next can once the holder did not renew it in time. One that is held for longer than any is
 * taken was taken before that clock was put back.
 * @returns whether it is held now.
 */
export async function takeLease(
  name: LeaseName,
  holder: string,
  seconds: number,
): Promise<boolean> {
  const taken = await database().$executeRaw`
    INSERT INTO leases AS held (name, holder, held_until)
    VALUES (${name}, ${holder}::uuid, now() + make_interval(secs => ${seconds}))
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, held_until = excluded.held_until
    WHERE held.holder = excluded.holder OR held.held_until < now()
      OR held.held_until > now() + make_interval(secs => ${seconds + STEP_SECONDS})`
  return taken > 0
}
