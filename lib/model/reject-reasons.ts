import { LOGIN_FIELD_LIST } from '@/lib/model/login-field-list'
import { DEVICE_ID_MAX_BYTES } from '@/lib/model/masked-fields'

/** What can be wrong with a message as a whole: a code for each, and its words. */
const MESSAGE_REASONS = {
  'not-json': 'The message is not JSON',
  'not-an-object': 'The message is not a JSON object',
  'no-login-inside':
    'The message is an SNS or EventBridge envelope whose content is not a login: switch on raw message delivery, or look at what is published',
  'subscription-confirmation':
    'The message is an SNS subscription confirmation, not a login: confirm the subscription, and switch on raw message delivery',
  's3-pointer':
    'The message is a pointer into S3 of the SQS Extended Client: send logins in the message itself',
  unknown: 'The message was rejected for a reason that this version of Veilgate does not know',
} as const

/** What can be wrong with a field: a code for each, and words that follow the field's name. */
const FIELD_REASONS = {
  missing: 'is missing',
  null: 'is null',
  empty: 'is empty',
  'not-text': 'is not text',
  'nul-character': 'holds a NUL character, which cannot be stored',
  'half-surrogate': 'holds half a surrogate pair, which is no character',
  'too-long': (field: string) => `is longer than ${maxCharacters(field)} characters`,
  'not-an-ip': 'is not an IP address',
  'blank-or-too-long': `is blank, or longer than ${DEVICE_ID_MAX_BYTES} bytes`,
  'not-a-version': 'is not a version of the form major.minor.patch',
  'not-a-date': 'is not a date of the form YYYY-MM-DD, or an ISO 8601 time with its offset',
} as const

export type MessageReason = keyof typeof MESSAGE_REASONS
export type FieldReason = keyof typeof FIELD_REASONS

/** Why a message was rejected: a code, and the field at fault where it is one. Never a value. */
export type RejectReason =
  | { field: null; code: MessageReason }
  | { field: string; code: FieldReason }

/** A reason as `rejected_messages.reasons` has it: `ip:not-an-ip`, `not-json`. */
export function encodeReason({ field, code }: RejectReason): string {
  return field === null ? code : `${field}:${code}`
}

/**
 * Reads what `encodeReason` wrote, or the sentence that versions before 0.2 wrote, which may go on
 * beside this one while an upgrade is rolled out.
 */
export function decodeReason(stored: string): RejectReason {
  const [, field, code = ''] = /^(?:([a-z_]+):)?([a-z0-9-]+)$/.exec(stored) ?? []
  if (field !== undefined && isFieldReason(code)) return { field, code }
  if (field === undefined && isMessageReason(code)) return { field: null, code }
  return fromSentence(stored) ?? { field: null, code: 'unknown' }
}

/** Whether a text is a reason as it is stored, and one that this version knows. */
export function isReasonText(text: string): boolean {
  return encodeReason(decodeReason(text)) === text
}

/** All that can be wrong with a field, as it is stored. Null for the message as a whole. */
export function reasonsOfField(field: string | null): string[] {
  if (field === null) return Object.keys(MESSAGE_REASONS)
  return Object.keys(FIELD_REASONS).map((code) => `${field}:${code}`)
}

/** A whole sentence. */
export function describeReason(reason: RejectReason): string {
  if (reason.field === null) return `${MESSAGE_REASONS[reason.code]}.`
  return `${reason.field} ${fieldWords(reason.code, reason.field)}.`
}

/** Sentences for a row of a list: fields of which the same is to be said share one. */
export function describeReasons(reasons: readonly RejectReason[]): string[] {
  const fieldsOf = new Map<string, string[]>()
  for (const reason of reasons) {
    if (reason.field === null) continue
    const words = fieldWords(reason.code, reason.field)
    fieldsOf.set(words, [...(fieldsOf.get(words) ?? []), reason.field])
  }
  const shared = [...fieldsOf].map(([words, fields]) => {
    if (fields.length === 1) return `${fields[0]} ${words}.`
    const plural = words.replace(/^is /, 'are ').replace(/^holds /, 'hold ')
    return `${fields.slice(0, -1).join(', ')} and ${fields.at(-1)} ${plural}.`
  })
  return [...reasons.filter(({ field }) => field === null).map(describeReason), ...shared]
}

function fieldWords(code: FieldReason, field: string): string {
  const words = FIELD_REASONS[code]
  return typeof words === 'string' ? words : words(field)
}

function maxCharacters(field: string): number {
  return LOGIN_FIELD_LIST.find(({ key }) => key === field)?.maxCharacters ?? 32
}

function isFieldReason(code: string): code is FieldReason {
  return Object.hasOwn(FIELD_REASONS, code)
}

function isMessageReason(code: string): code is MessageReason {
  return Object.hasOwn(MESSAGE_REASONS, code)
}

function fromSentence(sentence: string): RejectReason | undefined {
  const whole = Object.entries(MESSAGE_REASONS).find(([, words]) => `${words}.` === sentence)
  if (whole) return { field: null, code: whole[0] as MessageReason }
  const [, field = '', words] = /^([a-z_]+) (.+)\.$/.exec(sentence) ?? []
  const codes = Object.keys(FIELD_REASONS) as FieldReason[]
  const code = codes.find((each) => fieldWords(each, field) === words)
  return code === undefined ? undefined : { field, code }
}
