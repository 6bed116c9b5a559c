type Services = { query: (sql: string) => Promise<unknown> }

/** The partition of the month that a moment, Unix milliseconds, is in. */
export function partitionName(ms: number): string {
  return `user_logins_${new Date(ms).toISOString().slice(0, 7).replace('-', '')}`
}

/**
 * Gives the current month and each of so many before it a partition of its own, as an installation has them that
 * has run for so long; only what is older stays in the first.
 */
export async function partitionLogins(services: Services, months: number): Promise<void> {
  await partitionSince(services, `now() - make_interval(months => ${months - 1})`)
}

/** The same, as an installation has them that began at a moment. */
export async function partitionLoginsSince(services: Services, moment: Date): Promise<void> {
  await partitionSince(services, `timestamptz '${moment.toISOString()}'`)
}

async function partitionSince(services: Services, moment: string) {
  await services.query(`
    DO $$
    DECLARE
      month timestamp := date_trunc('month', (${moment}) AT TIME ZONE 'UTC');
      first_bound timestamptz := month AT TIME ZONE 'UTC';
      end_bound timestamptz := (SELECT upper_bound FROM login_partitions() WHERE lower_bound IS NULL);
    BEGIN
      ALTER TABLE user_logins DETACH PARTITION user_logins_earlier;
      WHILE month AT TIME ZONE 'UTC' < end_bound LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF user_logins FOR VALUES FROM (%L) TO (%L)',
          to_char(month, '"user_logins_"YYYYMM'), month AT TIME ZONE 'UTC',
          (month + interval '1 month') AT TIME ZONE 'UTC');
        month := month + interval '1 month';
      END LOOP;
      EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier FOR VALUES FROM (MINVALUE) TO (%L)',
        first_bound);
    END $$`)
}

/** As if no process had made a month ahead for long: from `firstMs` on there is the last partition alone. */
export async function forgetMonths({ query }: Services, firstMs: number): Promise<void> {
  const first = new Date(firstMs).toISOString()
  await query(`
    DO $$
    DECLARE
      one record;
    BEGIN
      ALTER TABLE user_logins DETACH PARTITION user_logins_later;
      FOR one IN SELECT name FROM login_partitions() WHERE lower_bound >= '${first}' LOOP
        EXECUTE format('DROP TABLE %I', one.name);
      END LOOP;
      ALTER TABLE user_logins ATTACH PARTITION user_logins_later FOR VALUES FROM ('${first}') TO (MAXVALUE);
    END $$`)
}
