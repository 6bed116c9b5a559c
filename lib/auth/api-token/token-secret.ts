import { createHash, randomBytes } from 'node:crypto'
import { API_TOKEN_PREFIX } from '@/lib/model/api-token'

const SECRET_BYTES = 32
/** The prefix, and 32 bytes in base64url. */
const FORM = new RegExp(`^${API_TOKEN_PREFIX}[A-Za-z0-9_-]{43}$`)

/** A new secret of a token: 256 random bits behind the prefix. */
export function newTokenSecret(): string {
  return `${API_TOKEN_PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`
}

/** What is kept of a secret: its SHA-256, in hex. */
export function hashOfSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** The secret that an Authorization header shows; null where it shows none that could be one of ours. */
export function secretOf(authorization: string | null): string | null {
  const [, given = ''] = /^Bearer +(\S+) *$/i.exec(authorization ?? '') ?? []
  return FORM.test(given) ? given : null
}
