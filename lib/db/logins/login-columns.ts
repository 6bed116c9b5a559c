import { hideOriginal } from '@/lib/db/adopted/hide-original'
import { Prisma } from '@/lib/db/generated/client'
import type { LoginRow } from '@/lib/model/login'

/** The columns of `user_logins` that make a `LoginRow`. */
export const LOGIN_COLUMNS = Prisma.sql`
  id::text AS "id", message_id AS "messageId", sent_at AS "sentAt", user_id AS "userId",
  device_type AS "deviceType", masked_ip AS "maskedIp", masked_device_id AS "maskedDeviceId",
  locale, app_version AS "appVersion", app_version_text AS "appVersionText",
  to_char(create_date, 'YYYY-MM-DD') AS "createDate", run_id AS "runId",
  envelope_id AS "envelopeId"`

export type LoginRecord = Omit<LoginRow, 'sentAt'> & { sentAt: Date }

/** A record as `LOGIN_COLUMNS` selects it, in the shape pages know: without originals. */
export function toLoginRow(record: LoginRecord): LoginRow {
  return {
    ...record,
    sentAt: record.sentAt.toISOString(),
    maskedIp: hideOriginal(record.maskedIp),
    maskedDeviceId: hideOriginal(record.maskedDeviceId),
  }
}
