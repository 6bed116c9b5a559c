import type pg from 'pg'
import { partitionName } from '@/test/support/database/partition-logins'

/**
 * Gives an empty `user_logins` the months from a moment on, as an installation has them that began then: a new
 * database has all time before the next month in one partition.
 */
export async function makeMonths(client: pg.Client, from: Date): Promise<void> {
  const { rows } = await client.query<{ end: Date }>(
    `SELECT upper_bound AS end FROM login_partitions() WHERE name = 'user_logins_earlier'`,
  )
  const end = rows[0]?.end ?? from
  await client.query('ALTER TABLE user_logins DETACH PARTITION user_logins_earlier')
  const first = monthOf(from)
  for (let month = first; month < end; month = monthAfter(month)) {
    const name = partitionName(month.getTime())
    await client.query(
      `CREATE TABLE ${name} PARTITION OF user_logins
       FOR VALUES FROM ('${month.toISOString()}') TO ('${monthAfter(month).toISOString()}')`,
    )
  }
  await client.query(
    `ALTER TABLE user_logins ATTACH PARTITION user_logins_earlier
     FOR VALUES FROM (MINVALUE) TO ('${first.toISOString()}')`,
  )
}

function monthOf(moment: Date): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth()))
}

function monthAfter(month: Date): Date {
  return new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth() + 1))
}
