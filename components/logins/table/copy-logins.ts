import { csvRecord } from '@/lib/format/csv'
import type { LoginRow } from '@/lib/model/login'
import { EXPORTED_FIELDS } from '@/lib/model/login-field-list'

/** Logins as the export writes them: the same columns, safe in spreadsheets. */
export function loginsAsCsv(logins: readonly LoginRow[]): string {
  const records = logins.map((login) =>
    csvRecord(EXPORTED_FIELDS.map(({ property }) => login[property])),
  )
  return csvRecord(EXPORTED_FIELDS.map(({ column }) => column)) + records.join('')
}

/** Logins under the table's own column names. */
export function loginsAsJson(logins: readonly LoginRow[]): string {
  return JSON.stringify(logins.map(recordOf), null, 2)
}

/** The same, one login a line. */
export function loginsAsNdjson(logins: readonly LoginRow[]): string {
  return logins.map((login) => `${JSON.stringify(recordOf(login))}\n`).join('')
}

function recordOf(login: LoginRow) {
  return Object.fromEntries(
    EXPORTED_FIELDS.map(({ column, property }) => [column, login[property]]),
  )
}
