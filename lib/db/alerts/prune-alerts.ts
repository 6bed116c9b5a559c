import { database } from '@/lib/db/client'

const KEPT_DAYS = { deliveries: 30, events: 365 }
/** However much happens: the oldest go first. */
const MAX_ROWS = 10_000

/** Forgets what was told and what happened long ago. */
export async function pruneAlerts(): Promise<void> {
  await database().$executeRaw`
    DELETE FROM alert_deliveries
    WHERE created_at < now() - make_interval(days => ${KEPT_DAYS.deliveries})
      OR number <= (SELECT max(number) - ${MAX_ROWS} FROM alert_deliveries)`
  await database().$executeRaw`
    DELETE FROM alert_events
    WHERE at < now() - make_interval(days => ${KEPT_DAYS.events})
      OR id <= (SELECT max(id) - ${MAX_ROWS} FROM alert_events)`
}
