import { createHmac } from 'node:crypto'

/** The value of a session's cookie, as better-auth signs it. */
export function signedSession(token: string, secret: string): string {
  return `${token}.${createHmac('sha256', secret).update(token).digest('base64')}`
}
