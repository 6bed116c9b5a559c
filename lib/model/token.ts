import { MASKED_FIELD_NAMES, MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'

/** The version of the format that new tokens have; every version there is can be read. */
const CURRENT = 1
const VERSIONS = [CURRENT]
/** That of a token in the place of an erased one: no key made it, so that it never changes. */
const ERASED_VERSION = 1

/** The digits of a token, which stand for its value. */
export const TOKEN_DIGITS = 32

const PREFIXES = MASKED_FIELD_NAMES.map((field) => MASKED_FIELDS[field].prefix).join('|')
const HEAD = `(?:${PREFIXES})(?:${VERSIONS.join('|')})`

/**
 * What a token looks like, as the source of a regular expression that JavaScript and Postgres read
 * alike; a token that took the place of an erased one included.
 */
export const TOKEN_PATTERN = `${HEAD}_(?:[0-9a-f]{6}|erased)_[0-9a-f]{${TOKEN_DIGITS}}`

/** The same without those of erased values. */
export const LIVE_TOKEN_PATTERN = `${HEAD}_[0-9a-f]{6}_[0-9a-f]{${TOKEN_DIGITS}}`

export type Token = {
  field: MaskedField
  /** The id of the key that made it; null where it took the place of an erased one. */
  kid: string | null
  digits: string
}

const PARTS = new RegExp(
  `^(${PREFIXES})(?:${VERSIONS.join('|')})_([0-9a-f]{6}|erased)_([0-9a-f]+)$`,
)
const WHOLE = new RegExp(`^${TOKEN_PATTERN}$`)

/** The parts of a token; null for any other text. */
export function parseToken(text: string): Token | null {
  if (!WHOLE.test(text)) return null
  const [, prefix, kid = '', digits = ''] = PARTS.exec(text) ?? []
  const field = MASKED_FIELD_NAMES.find((name) => MASKED_FIELDS[name].prefix === prefix)
  if (field === undefined) return null
  return { field, kid: kid === 'erased' ? null : kid, digits }
}

/** A token of the current version: 43 characters. @param digits 32 hex digits. */
export function formatToken(field: MaskedField, kid: string, digits: string): string {
  return `${headOf(field, CURRENT)}${kid}_${digits}`
}

/** What tokens of a field begin with, in each version that there is: `ip1_`. */
export function tokenHeads(field: MaskedField): string[] {
  return VERSIONS.map((version) => headOf(field, version))
}

/** The prefix of what replaces an erased token of a field: `ip1_erased_`. */
export function erasedPrefix(field: MaskedField): string {
  return `${headOf(field, ERASED_VERSION)}erased_`
}

function headOf(field: MaskedField, version: number): string {
  return `${MASKED_FIELDS[field].prefix}${version}_`
}

/** Whether text is a token, one in the place of an erased value included. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && WHOLE.test(text)
}

/** Which field a token stands for; null where the text is no token. */
export function fieldOfToken(text: string): MaskedField | null {
  return parseToken(text)?.field ?? null
}

/** Whether a token is the one that took the place of an erased value's. */
export function isErased(text: string): boolean {
  return parseToken(text)?.kid === null
}

/**
 * The part of a masked value that tells it from others at a glance: of a token its first 8 digits, of
 * any other string its first 8 characters.
 */
export function shortToken(text: string): string {
  const token = parseToken(text)
  return token === null ? [...text].slice(0, 8).join('') : token.digits.slice(0, 8)
}
