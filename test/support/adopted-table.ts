import { migrateDatabase } from '@/lib/db/schema/migrate'
import type { TestServices } from '@/test/support/services'

/** A row of the exercise's table, as another program filled it. */
export type AdoptedRow = {
  userId?: string | null | undefined
  ip?: string | null | undefined
  device?: string | null | undefined
}

/** Empties the test's database, fills the exercise's table in it, and migrates: the rows are adopted. */
export async function adoptTable(
  services: TestServices,
  rows: readonly AdoptedRow[],
): Promise<void> {
  await services.query(`
    DROP SCHEMA public CASCADE;
    CREATE SCHEMA public;
    CREATE TABLE user_logins(user_id varchar(128), device_type varchar(32), masked_ip varchar(256),
      masked_device_id varchar(256), locale varchar(32), app_version integer, create_date date)`)
  await services.query(
    `INSERT INTO user_logins
     SELECT user_id, 'android', ip, device, 'DE', 20300, date '2024-02-28' + (place % 3)::int
     FROM unnest($1::text[], $2::text[], $3::text[])
       WITH ORDINALITY AS row(user_id, ip, device, place)`,
    [
      rows.map(({ userId = 'somebody' }) => userId),
      rows.map(({ ip = null }) => ip),
      rows.map(({ device = null }) => device),
    ],
  )
  await migrateDatabase(services.databaseUrl())
}
