import { createHash } from 'node:crypto'
import { sortableVersion } from '@/lib/model/app-version'

/** A login as the other contenders store it: two SHA-256 in the place of tokens, and one table. */
export type PlainRow = {
  messageId: string
  userId: string
  deviceType: string
  maskedIp: string
  maskedDeviceId: string
  locale: string | null
  appVersion: number
}

/** Masks the way the exercise asks for. */
export function plainRow(messageId: string, body: string): PlainRow {
  const login = JSON.parse(body)
  return {
    messageId,
    userId: login.user_id,
    deviceType: login.device_type,
    maskedIp: sha256(login.ip),
    maskedDeviceId: sha256(login.device_id),
    locale: login.locale,
    appVersion: sortableVersion(login.app_version) ?? 0,
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
