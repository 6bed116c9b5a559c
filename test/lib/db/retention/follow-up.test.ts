import { expect, it } from 'vitest'
import { followUp } from '@/lib/db/retention/follow-up'
import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { MASKED_COLUMNS, MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { formatToken } from '@/lib/model/token'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })
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
