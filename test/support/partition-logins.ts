import type { TestServices } from '@/test/support/services'

/**
 * Makes `user_logins` a table with a partition for each of so many months before the current one, that and the next
 * included, and one for all that is older; whatever shape it has.
 */
export async function partitionLogins({ query }: TestServices, months: number): Promise<void> {
  const now = new Date()
  const month = (ago: number) =>
    new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - ago, 1)).toISOString()
  await query(`
    ALTER TABLE user_logins RENAME TO plain_logins;
    CREATE TABLE user_logins (LIKE plain_logins INCLUDING DEFAULTS, PRIMARY KEY (sent_at, id),
      UNIQUE (message_id, sent_at)) PARTITION BY RANGE (sent_at);
    ALTER SEQUENCE user_logins_id_seq OWNED BY user_logins.id;
    DROP TABLE plain_logins;
    CREATE INDEX ON user_logins (batch_id);
    CREATE INDEX ON user_logins (user_id, sent_at, id);
    CREATE INDEX ON user_logins (masked_ip, sent_at, id);
    CREATE INDEX ON user_logins (masked_device_id, sent_at, id);
    CREATE TABLE user_logins_legacy PARTITION OF user_logins
      FOR VALUES FROM (MINVALUE) TO ('${month(months - 1)}')`)
  for (let ago = months - 1; ago >= -1; ago -= 1) {
    await query(`CREATE TABLE user_logins_${ago < 0 ? 'next' : ago} PARTITION OF user_logins
      FOR VALUES FROM ('${month(ago)}') TO ('${month(ago - 1)}')`)
  }
}
