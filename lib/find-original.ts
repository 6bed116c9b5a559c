import { isIP } from 'node:net'
import { MASKED_FIELDS, type MaskedField } from '@/lib/model/masked-fields'
import { isToken } from '@/lib/model/token'

/** An original, whatever it was written as: an address bare of brackets, port, prefix length and zone. */
export type Original = { kind: MaskedField; text: string }

/**
 * The original that a stored value is, or is a mere encoding of; null where it looks like none. An
 * address that `net.isIP` takes and a device id of the known shape (111-22-3333) count, as they are
 * or in base64, in hex, or percent-encoded. A token never does, and neither does a digest: its bytes
 * do not spell an address.
 */
export function findOriginal(stored: string): Original | null {
  // Most values are one.
  if (isToken(stored)) return null
  for (const text of readings(stored)) {
    const original = recognise(text.trim())
    if (original !== null) return original
  }
  return null
}

function* readings(stored: string): Generator<string> {
  const text = stored.trim()
  if (SPELLED.test(text)) yield text
  if (PERCENT.test(text)) yield percentDecoded(text)
  const digits = HEX.exec(text)?.[1]
  if (digits !== undefined) yield Buffer.from(digits, 'hex').toString('latin1')
  // Node's base64 takes both alphabets, padded or not.
  if (BASE64.test(text)) yield Buffer.from(text, 'base64').toString('latin1')
}

// Each leaves a digest alone at its first characters: an adopted table may be full of them.
/** A separator after four digits at most, or the beginning of a device id. */
const SPELLED = /^\[?[0-9a-f]{0,4}[.:]|^\d{3}-/i
const PERCENT = /%[0-9a-f]{2}/i
/** Of ASCII text; `0x…`, and `\x…` as Postgres writes bytes, too. */
const HEX = /^(?:0x|\\x)?((?:[02-7][0-9a-f])+)$/i
/** Of ASCII text: each third of its bytes leads a group. */
const BASE64 = /^(?:[C-Za-e][\w+/-]{3})*(?:[C-Za-e][\w+/-]{1,2})?={0,2}$/

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

const DEVICE_ID = new RegExp(`^(?:${MASKED_FIELDS.device_id.pattern})$`)

function recognise(text: string): Original | null {
  if (DEVICE_ID.test(text)) return { kind: 'device_id', text }
  const address = addressIn(text)
  return isIP(address) === 0 ? null : { kind: 'ip', text: address }
}

/** `[2001:db8::1]:443`, `203.0.113.7:443`, `203.0.113.7/32`, `fe80::1%eth0`: without what is no address. */
function addressIn(text: string): string {
  const bracketed = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1]
  const withPort = /^([\d.]+):\d{1,5}$/.exec(text)?.[1]
  return (bracketed ?? withPort ?? text).replace(/\/\d{1,3}$/, '').replace(/%.*$/s, '')
}
