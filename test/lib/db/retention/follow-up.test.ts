import pg from 'pg'
import { expect, it } from 'vitest'
import { followUp, RetentionBusy } from '@/lib/db/retention/follow-up'
import { FOLD_KEY } from '@/lib/db/rollups/rollup-tables'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { MASKED_COLUMNS, MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { formatToken } from '@/lib/model/token'
import { useServices } from '@/test/support/services'

const { query, databaseUrl } = useServices({ database: 'per-test' })
const ALL = { rows: 100, shared: 100 }

const tokens = MASKED_FIELD_NAMES.map((field) => formatToken(field, 'ada45f', 'ab'.repeat(16)))
const unused = MASKED_FIELD_NAMES.map((field) => formatToken(field, 'ada45f', 'cd'.repeat(16)))

it('keeps each original whose token a login has, in whichever masked field', async () => {
  for (const [at, field] of MASKED_FIELD_NAMES.entries()) {
    const column = LOGIN_FIELD_LIST.find(({ key }) => key === field)?.column ?? ''
    expect(MASKED_COLUMNS.has(column)).toBe(true)
    await query(`INSERT INTO user_logins (message_id, sent_at, ${column}) VALUES ($1, now(), $2)`, [
      `message-${field}`,
      tokens[at],
    ])
  }
  await query(
    `INSERT INTO pii_vault SELECT token, 'dek', '\\x01' FROM unnest($1::text[]) AS t(token)`,
    [[...tokens, ...unused]],
  )
  expect((await followUp('vault', null, ALL)).rows).toBe(unused.length)
  const left = await query<{ token: string }>('SELECT token FROM pii_vault ORDER BY token')
  expect(left.map(({ token }) => token)).toEqual(tokens.toSorted())
})

it('leaves the rollups to who writes them, and says so', async () => {
  await query('INSERT INTO retention_progress (given_up_until) VALUES (now())')
  await query("INSERT INTO login_minutes (minute, logins) VALUES ('2020-01-01', 1)")
  const fold = new pg.Client({ connectionString: databaseUrl() })
  await fold.connect()
  try {
    await fold.query('BEGIN')
    await fold.query(`SELECT pg_advisory_xact_lock(${FOLD_KEY})`)
    await expect(followUp('minutes', null, ALL)).rejects.toThrow(RetentionBusy)
    await fold.query('COMMIT')
    expect((await followUp('minutes', null, ALL)).rows).toBe(1)
  } finally {
    await fold.end()
  }
})
