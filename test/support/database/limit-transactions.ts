import type { TestServices } from '@/test/support/services'

/** Has the test's database cut off transactions that take longer; servers before Postgres 17 cannot. */
export async function limitTransactions({ query }: TestServices, milliseconds: number) {
  await query(`DO $$ BEGIN
    IF current_setting('transaction_timeout', true) IS NOT NULL THEN
      EXECUTE format('ALTER DATABASE %I SET transaction_timeout = ${milliseconds}', current_database());
    END IF;
  END $$`)
}
