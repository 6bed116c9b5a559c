/**
 * Gives the current month and each of so many before it a partition of its own, as an installation has them that
 * has run for so long; only what is older stays in the first.
 */
export async function partitionLogins(
  { query }: { query: (sql: string) => Promise<unknown> },
  months: number,
): Promise<void> {
  await query(`
    DO $$
    DECLARE
      month timestamptz := date_trunc('month', now(), 'UTC') - make_interval(months => ${months - 1});
      first_bound timestamptz := month;
      end_bound timestamptz := (SELECT upper_bound FROM login_partitions() WHERE lower_bound IS NULL);
    BEGIN
      ALTER TABLE user_logins DETACH PARTITION user_logins_earlier;
      WHILE month < end_bound LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF user_logins FOR VALUES FROM (%L) TO (%L)',
          to_char(month AT TIME ZONE 'UTC', '"user_logins_"YYYYMM'), month, month + interval '1 month');
        month := month + interval '1 month';
      END LOOP;
      EXECUTE format('ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier FOR VALUES FROM (MINVALUE) TO (%L)',
        first_bound);
    END $$`)
}
