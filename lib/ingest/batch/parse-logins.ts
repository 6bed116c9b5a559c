import { z } from 'zod'
import { unwrapBody } from '@/lib/ingest/batch/unwrap-body'
import { canonicalDeviceId, canonicalIp } from '@/lib/masking/canonical'
import { sortableVersion } from '@/lib/model/app-version'
import type { Login } from '@/lib/model/login'
import type { KeyWith } from '@/lib/model/login-field-list'
import { LOGIN_FIELDS } from '@/lib/model/login-fields'
import type { FieldReason, MessageReason, RejectReason } from '@/lib/model/reject-reasons'
import { knownFieldNames } from '@/lib/model/text/known-field-names'
import type { QueueMessage } from '@/lib/queue/queue'

/** A message that is bad and will stay bad: why, and what its fields are called. */
type RejectedMessage = {
  message: QueueMessage
  reasons: RejectReason[]
  fieldNames: string[]
}

export type ParsedBatch = { logins: Login[]; rejected: RejectedMessage[] }

/** Sorts messages into logins, in canonical form, and rejected messages. Fields we do not know are kept out. */
export function parseLogins(messages: readonly QueueMessage[]): ParsedBatch {
  const logins: Login[] = []
  const rejected: RejectedMessage[] = []
  for (const message of messages) {
    const parsed = parseLogin(message)
    if ('reasons' in parsed) rejected.push({ message, ...parsed })
    else logins.push(parsed)
  }
  return { logins, rejected }
}

function parseLogin(message: QueueMessage): Login | Omit<RejectedMessage, 'message'> {
  const unwrapped = unwrapBody(message.body)
  if ('reason' in unwrapped) return rejection(unwrapped.reason)
  const { json, envelopeId, isWrapped } = unwrapped
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return rejection('not-an-object')
  }
  const result = body.safeParse(json)
  if (!result.success && isWrapped && !Object.keys(json).some((name) => name in body.shape)) {
    // Field by field, its reasons would lead astray.
    return rejection('no-login-inside', knownFieldNames(Object.keys(json)))
  }
  if (!result.success) {
    const reasons = result.error.issues.map(({ path, message }) => ({
      field: path.join('.'),
      code: message as FieldReason,
    }))
    return { reasons, fieldNames: knownFieldNames(Object.keys(json)) }
  }
  const { user_id, device_type, ip, device_id, locale, app_version, create_date } = result.data
  return {
    messageId: message.messageId,
    sentAt: message.sentAt,
    userId: user_id,
    deviceType: device_type,
    ip,
    deviceId: device_id,
    locale,
    appVersion: app_version.sortable,
    appVersionText: app_version.text,
    createDate: create_date ?? message.sentAt.toISOString().slice(0, 10),
    envelopeId,
  }
}

function rejection(code: MessageReason, fieldNames: string[] = []) {
  return { reasons: [{ field: null, code } as const], fieldNames }
}

/** The schema's messages are the codes of the reasons. */
const code = (reason: FieldReason): string => reason

const wrongType = (otherwise: FieldReason) => (issue: { input?: unknown }) => {
  if (issue.input === undefined) return code('missing')
  return code(issue.input === null ? 'null' : otherwise)
}

const plainText = z
  .string({ error: wrongType('not-text') })
  .refine((value) => value !== '', { error: code('empty'), abort: true })
  .refine((value) => !value.includes('\0'), {
    error: code('nul-character'),
    abort: true,
  })
  .refine((value) => value.isWellFormed(), {
    error: code('half-surrogate'),
    abort: true,
  })

/** Postgres counts the characters of a varchar, not its UTF-16 units. */
const text = (maxCharacters: number) =>
  plainText.refine(
    (value) => value.length <= maxCharacters || [...value].length <= maxCharacters,
    code('too-long'),
  )

const ip = plainText.transform((value, context) => {
  const canonical = canonicalIp(value)
  if (canonical !== null) return canonical
  context.addIssue(code('not-an-ip'))
  return z.NEVER
})

const deviceId = plainText.transform((value, context) => {
  const canonical = canonicalDeviceId(value)
  if (canonical !== null) return canonical
  context.addIssue(code('blank-or-too-long'))
  return z.NEVER
})

const version = plainText.transform((value, context) => {
  const sortable = sortableVersion(value)
  if (sortable !== null) return { sortable, text: value }
  context.addIssue(code('not-a-version'))
  return z.NEVER
})

const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: wrongType('not-a-date'),
  })
  .transform((value, context) => {
    const utc = new Date(value)
    const year = utc.getUTCFullYear()
    // Far dates are no day of Postgres in UTC, or none that four digits write.
    if (year >= 1 && year <= 9_999) return utc.toISOString().slice(0, 10)
    context.addIssue(code('not-a-date'))
    return z.NEVER
  })

const body = z.object({
  user_id: text(LOGIN_FIELDS.user_id.maxCharacters),
  device_type: text(LOGIN_FIELDS.device_type.maxCharacters),
  ip,
  device_id: deviceId,
  locale: text(LOGIN_FIELDS.locale.maxCharacters)
    .nullish()
    .transform((value) => value ?? null),
  app_version: version,
  create_date: day.nullish(),
} satisfies Record<KeyWith<{ isInBody: true }>, z.ZodType>)
