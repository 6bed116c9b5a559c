import type { TokenField } from '@/lib/masking/token-key'

const TOKEN = /^(ip1|dv1)_([0-9a-f]{6}|erased)_[0-9a-f]{32}$/

/** Whether text is shaped like a token, a tombstone's included. */
export function isToken(text: unknown): text is string {
  return typeof text === 'string' && TOKEN.test(text)
}

/** Which field a token stands for; null where the text is no token. */
export function fieldOf(token: string): TokenField | null {
  const prefix = TOKEN.exec(token)?.[1]
  return prefix === undefined ? null : prefix === 'ip1' ? 'ip' : 'device_id'
}

/** The id of the key that made a token; null for tombstones and for what is no token. */
export function kidOf(token: string): string | null {
  const kid = TOKEN.exec(token)?.[2]
  return kid === undefined || kid === 'erased' ? null : kid
}

/** Whether a token is the tombstone of an erased one. */
export function isErased(token: string): boolean {
  return TOKEN.exec(token)?.[2] === 'erased'
}
