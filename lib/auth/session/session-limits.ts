import { can, type Role } from '@/lib/model/permissions'

const IDLE_MINUTES = 30
/** For whoever can do more than browse and ingest. */
const ADMIN_IDLE_MINUTES = 15

/** How long a session lives without being used. */
export function idleMinutes(role: Role): number {
  const isPowerful = can({ role }, 'reveal') || can({ role }, 'manage-users')
  return isPowerful ? ADMIN_IDLE_MINUTES : IDLE_MINUTES
}

/** Whether a session was left alone for too long. */
export function isIdle(lastUsedAt: Date, role: Role, now: Date): boolean {
  return now.getTime() - lastUsedAt.getTime() >= idleMinutes(role) * 60_000
}
