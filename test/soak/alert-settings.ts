import type { Surroundings } from '@/test/soak/surroundings'

/** Low, so that an outage of half a minute is told. In the unit of each rule. */
const THRESHOLDS = {
  'database-unreachable': 5,
  'queue-unreachable': 5,
  'queue-stalled': 20,
  'worker-silent': 15,
}

/** Has every alert told to a webhook, and those of outages soon. */
export async function tellAlerts({ sql }: Surroundings, url: string): Promise<void> {
  await sql(`
    INSERT INTO alert_channels (kind, name, target, created_by)
    VALUES ('webhook', 'soak', '${url}', 'soak')`)
  for (const [rule, threshold] of Object.entries(THRESHOLDS)) {
    await sql(`
      INSERT INTO alert_rules (rule, threshold) VALUES ('${rule}', ${threshold})
      ON CONFLICT (rule) DO UPDATE SET threshold = excluded.threshold`)
  }
}
