import { csvRecord } from '@/lib/format/csv'
import type { LoginRow } from '@/lib/model/login'

const FIELDS = [
  ['sent_at', 'sentAt'],
  ['user_id', 'userId'],
  ['device_type', 'deviceType'],
  ['masked_ip', 'maskedIp'],
  ['masked_device_id', 'maskedDeviceId'],
  ['locale', 'locale'],
  ['app_version_text', 'appVersionText'],
  ['app_version', 'appVersion'],
  ['create_date', 'createDate'],
  ['message_id', 'messageId'],
  ['run_id', 'runId'],
] as const satisfies [string, keyof LoginRow][]

/** Logins as the export writes them: the same columns, safe in spreadsheets. */
export function loginsAsCsv(logins: readonly LoginRow[]): string {
  const records = logins.map((login) => csvRecord(FIELDS.map(([, field]) => login[field])))
  return csvRecord(FIELDS.map(([column]) => column)) + records.join('')
}

/** Logins under the table's own column names. */
export function loginsAsJson(logins: readonly LoginRow[]): string {
  const rows = logins.map((login) =>
    Object.fromEntries(FIELDS.map(([column, field]) => [column, login[field]])),
  )
  return JSON.stringify(rows, null, 2)
}
