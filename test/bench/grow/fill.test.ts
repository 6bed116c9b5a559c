import pg from 'pg'
import { expect, it } from 'vitest'
import { fill } from '@/test/bench/grow/fill'
import { useServices } from '@/test/support/services'

const services = useServices()

it('makes the indexes of every month as full as ingestion leaves them, and lets them grow as usual', async () => {
  const client = new pg.Client({ connectionString: services.databaseUrl() })
  await client.connect()
  await fill(client, { rows: 3_000, sharesOf: 3_000 }, () => undefined).finally(() => client.end())
  const indexes = await services.query<{ first: string; made: string | null; own: string | null }>(`
    SELECT attname AS first, parent.reloptions::text AS made, part.reloptions::text AS own
    FROM pg_index AS index
    JOIN pg_class AS parent ON parent.oid = indexrelid
    JOIN pg_attribute ON attrelid = indexrelid AND attnum = 1
    JOIN pg_inherits ON inhparent = indexrelid
    JOIN pg_class AS part ON part.oid = inhrelid
    WHERE index.indrelid = 'user_logins'::regclass AND indisvalid`)
  expect(indexes.length).toBeGreaterThan(30)
  expect(indexes.filter(({ own }) => own !== null)).toEqual([])
  const made = new Map(indexes.map((index) => [index.first, index.made]))
  for (const first of ['user_id', 'masked_ip', 'masked_device_id', 'message_id']) {
    expect(made.get(first)).toBe('{fillfactor=69}')
  }
  for (const first of ['device_type', 'locale', 'app_version']) {
    expect(made.get(first)).toBe('{fillfactor=56}')
  }
  expect(made.get('run_id')).toBeNull()
})
