import { expect, it } from 'vitest'
import { ROLLED_UP } from '@/lib/db/rollups/rollup-keys'
import { ROLLUP_TABLES } from '@/lib/db/rollups/rollup-tables'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { useServices } from '@/test/support/services'

const services = useServices()

it.each([
  ['login_hours', 'hour'],
  ['login_days', 'day'],
])('%s have a column of their key for each field that is rolled up', async (name, bucket) => {
  const fields = LOGIN_FIELD_LIST.filter(({ isRolledUp }) => isRolledUp).map(({ column }) => column)
  expect(ROLLED_UP.map(({ column }) => column.sql)).toEqual(fields)
  expect(ROLLUP_TABLES.find((table) => table.name === name)?.columns).toBe(
    [...fields, bucket, 'logins'].join(', '),
  )
  const [key] = await services.query<{ columns: string[] }>(
    `SELECT array_agg(attname::text ORDER BY array_position(indkey::int2[], attnum)) AS columns
     FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY(indkey)
     WHERE indrelid = $1::regclass AND indisprimary`,
    [name],
  )
  expect(key?.columns).toEqual([...fields, bucket])
})
