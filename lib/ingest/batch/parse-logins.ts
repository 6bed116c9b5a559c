import { z } from 'zod'
import { NO_LOGIN_WITHIN, unwrapBody } from '@/lib/ingest/batch/unwrap-body'
import { canonicalDeviceId, canonicalIp, DEVICE_ID_MAX_BYTES } from '@/lib/masking/canonical'
import { sortableVersion } from '@/lib/model/app-version'
import type { Login } from '@/lib/model/login'
import type { QueueMessage } from '@/lib/queue/queue'

/** A message that is bad and will stay bad: why, and what its fields are called. */
export type RejectedMessage = {
  message: QueueMessage
  /** One sentence each, naming the field; never quoting the message. */
  reasons: string[]
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
  if ('reason' in unwrapped) return { reasons: [unwrapped.reason], fieldNames: [] }
  const { json, envelopeId, isWrapped } = unwrapped
  if (typeof json !== 'object' || json === null || Array.isArray(json)) {
    return { reasons: ['The message is not a JSON object.'], fieldNames: [] }
  }
  const result = body.safeParse(json)
  if (!result.success && isWrapped && !Object.keys(json).some((name) => name in body.shape)) {
    return { reasons: [NO_LOGIN_WITHIN], fieldNames: fieldNames(json) }
  }
  if (!result.success) {
    const reasons = result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`)
    return { reasons, fieldNames: fieldNames(json) }
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

const wrongType = (what: string) => (issue: { input?: unknown }) => {
  if (issue.input === undefined) return 'is missing'
  return issue.input === null ? 'is null' : `is not ${what}`
}

const plainText = z
  .string({ error: wrongType('text') })
  .refine((value) => value !== '', { error: 'is empty', abort: true })
  .refine((value) => !value.includes('\0'), {
    error: 'holds a NUL character, which cannot be stored',
    abort: true,
  })
  .refine((value) => value.isWellFormed(), {
    error: 'holds half a surrogate pair, which is no character',
    abort: true,
  })

/** Postgres counts the characters of a varchar, not its UTF-16 units. */
const text = (maxCharacters: number) =>
  plainText.refine(
    (value) => value.length <= maxCharacters || [...value].length <= maxCharacters,
    `is longer than ${maxCharacters} characters`,
  )

const ip = plainText.transform((value, context) => {
  const canonical = canonicalIp(value)
  if (canonical !== null) return canonical
  context.addIssue('is not an IP address')
  return z.NEVER
})

const deviceId = plainText.transform((value, context) => {
  const canonical = canonicalDeviceId(value)
  if (canonical !== null) return canonical
  context.addIssue(`is blank, or longer than ${DEVICE_ID_MAX_BYTES} bytes`)
  return z.NEVER
})

const version = plainText.transform((value, context) => {
  const sortable = sortableVersion(value)
  if (sortable !== null) return { sortable, text: value }
  context.addIssue('is not a version of the form major.minor.patch')
  return z.NEVER
})

const day = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: wrongType('a date of the form YYYY-MM-DD, or an ISO 8601 time with its offset'),
  })
  .transform((value) => new Date(value).toISOString().slice(0, 10))

const body = z.object({
  user_id: text(128),
  device_type: text(32),
  ip,
  device_id: deviceId,
  locale: text(32)
    .nullish()
    .transform((value) => value ?? null),
  app_version: version,
  create_date: day.nullish(),
})

/** A field's name is the sender's text: one that could be a value instead is not repeated. */
function fieldNames(json: object): string[] {
  const names = Object.keys(json).map((name) =>
    /^[A-Za-z_]{1,40}\d{0,2}$/.test(name) ? name : '(unusual name)',
  )
  return [...new Set(names)].sort().slice(0, 50)
}
