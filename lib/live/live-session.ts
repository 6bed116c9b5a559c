import { createHash } from 'node:crypto'

/**
 * What the tabs of one session know each other by, and tell the server that they belong to. It opens
 * nothing, and nobody can tell the session from it.
 */
export function liveSessionOf(user: { id: string; sessionId?: string }): string {
  return createHash('sha256')
    .update(`live session|${user.sessionId ?? user.id}`)
    .digest('base64url')
    .slice(0, 22)
}
