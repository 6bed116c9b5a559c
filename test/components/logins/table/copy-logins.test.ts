import { expect, it } from 'vitest'
import { loginsAsCsv, loginsAsNdjson } from '@/components/logins/table/copy-logins'
import { EXPORT_COLUMNS } from '@/lib/db/logins/export-logins'
import { loginRow } from '@/test/support/login-row'

it('writes a selection in the columns of the export, one login a line', () => {
  const logins = [loginRow(1), loginRow(2)]
  const [head, ...records] = loginsAsCsv(logins).trimEnd().split('\r\n')
  expect(head).toBe(EXPORT_COLUMNS.join(','))
  expect(records).toHaveLength(2)
  const lines = loginsAsNdjson(logins).trimEnd().split('\n')
  expect(lines.map((line) => Object.keys(JSON.parse(line)))).toEqual([
    EXPORT_COLUMNS,
    EXPORT_COLUMNS,
  ])
  expect(JSON.parse(lines[1] ?? '').message_id).toBe(logins[1]?.messageId)
})
