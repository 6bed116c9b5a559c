import { expect, it } from 'vitest'
import { EXPORT_COLUMNS, exportLogins } from '@/lib/db/logins/export-logins'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { LOGIN_RECORD } from '@/lib/exports/records/login-record'
import { writeRecord } from '@/lib/exports/records/write-record'
import { csvRecord } from '@/lib/format/csv'
import { useServices } from '@/test/support/services'

const services = useServices()

/** What a record's text, a CSV file or a spreadsheet could take for something else. */
const HOSTILE = [
  ...[
    '',
    '""',
    '"',
    '\\',
    '\\"',
    '\\\\',
    ',',
    '(',
    ')',
    '(a,b)',
    ' ',
    ' a ',
    'a b',
    '\t',
    'a\tb',
    'a;b',
  ],
  ...[
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '|calc',
    '%0',
    ' =1',
    '\u200b=1',
    '＝1',
    "'",
    "'=1",
    '\r\n',
    'a\nb',
  ],
  ...[
    'é',
    '日本',
    '🙂',
    '\u0001',
    'NULL',
    'null',
    '\\N',
    'ab_c.d:e-f',
    '_a',
    '.a',
    ':a',
    '{}',
    '[1]',
  ],
]

it('writes any value as csvRecord does', async () => {
  for (const [index, value] of HOSTILE.entries()) {
    await services.query(
      `INSERT INTO user_logins (user_id, device_type, masked_ip, masked_device_id, locale,
         app_version_text, message_id, sent_at, app_version, create_date, run_id)
       SELECT v, v, v, v, v, v, v || n, timestamptz '2026-11-21' - n * interval '1.01 s',
         CASE WHEN n % 2 = 0 THEN 10203 END, CASE WHEN n % 3 = 0 THEN date '2026-11-21' END, n
       FROM (SELECT $1::text AS v, $2::int AS n) AS given`,
      [value, index],
    )
  }
  await services.query(
    `INSERT INTO user_logins (message_id, sent_at) VALUES ('m', '2026-11-21 01:02:03.004'), ('n', '-infinity')`,
  )
  const columns = EXPORT_COLUMNS.map((column) =>
    column === 'sent_at'
      ? `coalesce(to_char(sent_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), sent_at::text)`
      : `${column}::text`,
  )
  const rows = await services.query<{ row: (string | null)[] }>(
    `SELECT ARRAY[${columns}] AS row FROM user_logins ORDER BY sent_at DESC, id DESC`,
  )
  let csv = ''
  for await (const chunk of exportLogins({ filter: {}, sort: 'sent_at', order: 'desc' })) {
    csv += chunk.csv
  }
  expect(csv).toBe(rows.map(({ row }) => csvRecord(row)).join(''))
  expect(rows).toHaveLength(HOSTILE.length + 2)
})

it('writes NDJSON as the API answers, whatever a value holds', async () => {
  // Pages have no words for a time without an end.
  const filter = { fromMs: Date.parse('2026-11-01') }
  const whole = { filter, sort: 'sent_at', order: 'desc' } as const
  let written = ''
  for await (const { csv } of exportLogins({ ...whole, format: 'ndjson' })) written += csv
  const { rows } = await searchLogins({ ...whole, limit: 200 })
  expect(rows.length).toBeGreaterThanOrEqual(HOSTILE.length)
  const answered = rows.map((row) => writeRecord(LOGIN_RECORD, row, 'ndjson'))
  expect(written.split('\n')).toEqual(answered.join('').split('\n'))
})
