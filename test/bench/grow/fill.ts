import type pg from 'pg'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { firstSentAt, SENT_AT } from '@/test/bench/grow/drawn-batches'
import { loadLogins } from '@/test/bench/load-logins'
import { partitionLoginsSince } from '@/test/support/database/partition-logins'

/**
 * How full a B-tree is in the end, in percent, by what it leads with, where rows came one by one. What comes
 * in random order fills it by ln 2. Of values that are few, each grows at the end of its own rows, in the
 * midst of the tree: pages split in halves there, and the first half is never filled. (40,000 logins that
 * were stored one batch after the other took what these make of as many.)
 */
const FILLS = [
  {
    percent: 69,
    columns: ['user_id', 'masked_ip', 'masked_device_id', 'message_id', 'device', 'ip', 'token'],
  },
  { percent: 56, columns: ['device_type', 'locale', 'app_version'] },
]

/**
 * Fills the empty database that is configured with so many logins, their originals and rollups,
 * set-based, and leaves it as ingestion would have, at the same rate all the time: months, and indexes as full as it leaves them, else the next
 * logins would find every page about to split.
 */
export async function fill(
  client: pg.Client,
  { rows, sharesOf }: { rows: number; sharesOf: number },
  say: (line: string) => void,
): Promise<void> {
  const loose: string[] = []
  for (const { percent, columns } of FILLS) {
    for (const name of await indexesOf(client, columns)) {
      await client.query(`ALTER INDEX "${name}" SET (fillfactor = ${percent})`)
      loose.push(name)
    }
  }
  await partitionLoginsSince(client, firstSentAt(rows))
  await loadLogins(client, rows, say, { sharesOf, sentAt: SENT_AT, fillOf })
  say('inserting sealed originals')
  await client.query(VAULT)
  await rebuildRollups(say)
  for (const name of [...loose, ...(await indexesOfMonths(client))]) {
    await client.query(`ALTER INDEX "${name}" RESET (fillfactor)`)
  }
  await advanceSequences()
  await client.query('VACUUM ANALYZE')
}

/** Of an index of the logins, which are made anew once they are loaded, in every month alike. */
function fillOf(definition: string): number | null {
  const first = definition.match(/ USING btree \((\w+)/)?.[1] ?? ''
  return FILLS.find(({ columns }) => columns.includes(first))?.percent ?? null
}

async function indexesOfMonths(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE relkind = 'i' AND 'user_logins'::regclass = (
       SELECT indrelid FROM pg_index WHERE indexrelid = inhparent)
       AND reloptions IS NOT NULL`,
  )
  return rows.map(({ name }) => name)
}

/** Those of the pairs which lead with one of these columns. */
async function indexesOf(client: pg.Client, columns: string[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT i.relname AS name FROM pg_index AS x
     JOIN pg_class AS i ON i.oid = x.indexrelid AND i.relkind = 'i'
     JOIN pg_class AS t ON t.oid = x.indrelid
     JOIN pg_am AS am ON am.oid = i.relam AND am.amname = 'btree'
     JOIN pg_attribute AS first ON first.attrelid = x.indexrelid AND first.attnum = 1
     WHERE i.relnamespace = 'public'::regnamespace AND first.attname = ANY($1)
       AND t.relname = ANY(ARRAY['device_users', 'ip_users', 'device_ips'])`,
    [columns],
  )
  return rows.map(({ name }) => name)
}

/** As long as sealed values are; its primary key is made from the whole, as those of the logins are. */
const VAULT = `
  ALTER TABLE pii_vault DROP CONSTRAINT pii_vault_pkey;
  INSERT INTO pii_vault (token, dek_id, sealed)
  SELECT token, 'made-up', decode(repeat(md5(token), 5), 'hex')
  FROM (SELECT masked_ip AS token FROM user_logins UNION SELECT masked_device_id FROM user_logins) AS value;
  ALTER TABLE pii_vault ADD CONSTRAINT pii_vault_pkey PRIMARY KEY (token)
    WITH (fillfactor = ${FILLS[0]?.percent})`
