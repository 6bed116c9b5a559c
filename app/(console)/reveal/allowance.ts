import { inTime } from '@/app/(console)/in-time'
import type { CurrentUser } from '@/lib/auth/current-user'
import { findRevealAllowance } from '@/lib/db/reveal-log/find-reveal-allowance'
import { env } from '@/lib/env'
import { log } from '@/lib/log'

/** What an admin may still ask for; null where it cannot be read, which keeps nobody from asking. */
export async function allowanceOf({ id }: CurrentUser) {
  try {
    return await inTime(findRevealAllowance(id, env().VEILGATE_REVEAL_VALUES_PER_HOUR))
  } catch (error) {
    log.error('reveal.allowance-failed', {}, error)
    return null
  }
}
