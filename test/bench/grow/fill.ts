import type pg from 'pg'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { advanceSequences } from '@/lib/db/schema/advance-sequences'
import { loadLogins } from '@/test/bench/load-logins'

/** What a B-tree is full by, in percent, that was filled in random order: ln 2. */
const RANDOM_FILL_PERCENT = 69
/** What comes in no order: an index that leads with one of these is written everywhere. */
const RANDOM_COLUMNS = [
  'user_id',
  'masked_ip',
  'masked_device_id',
  'message_id',
  'device',
  'ip',
  'token',
]

/**
 * Fills the empty database that is configured with so many logins, their originals and rollups,
 * set-based, and leaves it as ingestion would have: what is indexed in random order is as full as it
 * is where rows came one by one, else the next ones would find every page about to split.
 */
export async function fill(
  client: pg.Client,
  { rows, sharesOf }: { rows: number; sharesOf: number },
  say: (line: string) => void,
): Promise<void> {
  const loose = await randomIndexes(client)
  for (const name of loose)
    await client.query(`ALTER INDEX "${name}" SET (fillfactor = ${RANDOM_FILL_PERCENT})`)
  await loadLogins(client, rows, say, sharesOf)
  say('inserting sealed originals')
  await client.query(VAULT)
  await rebuildRollups(say)
  for (const name of loose) await client.query(`ALTER INDEX "${name}" RESET (fillfactor)`)
  await advanceSequences()
  await client.query('VACUUM ANALYZE')
}

async function randomIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT i.relname AS name FROM pg_index AS x
     JOIN pg_class AS i ON i.oid = x.indexrelid AND i.relkind = 'i'
     JOIN pg_am AS am ON am.oid = i.relam AND am.amname = 'btree'
     JOIN pg_attribute AS first ON first.attrelid = x.indexrelid AND first.attnum = 1
     WHERE i.relnamespace = 'public'::regnamespace AND first.attname = ANY($1)`,
    [RANDOM_COLUMNS],
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
    WITH (fillfactor = ${RANDOM_FILL_PERCENT})`
