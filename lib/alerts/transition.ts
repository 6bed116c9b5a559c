import { alertMessage } from '@/lib/alerts/message'
import type { KnownRule } from '@/lib/db/alerts/read-rules'
import type { Transition } from '@/lib/db/alerts/record-transitions'
import { type Measured, nextState } from '@/lib/model/alerts/next-state'

/**
 * What one more evaluation changes of a rule, and what is to be told of it; null where it changes
 * nothing. Of a rule that is muted the channels are not told that it fires; once it is unmuted and
 * still fires, they are. Whoever was told that it fires is told that it is over, muted or not.
 */
export function transitionOf(known: KnownRule, measured: Measured, now: Date): Transition | null {
  const { rule, current: from, isMuted } = known
  const to = nextState(rule, known, from, measured, now)
  const isFiring = to.state === 'firing'
  const wasFiring = from.state === 'firing'
  const tellsOfFiring = isFiring && !known.isTold && !isMuted
  const tellsOfEnd = wasFiring && !isFiring && known.isTold
  const isTold = isFiring && (known.isTold || tellsOfFiring)
  if (JSON.stringify(from) === JSON.stringify(to) && isTold === known.isTold) return null
  const kind = isFiring ? ('firing' as const) : ('resolved' as const)
  return {
    rule,
    from,
    to,
    isTold,
    event: isFiring === wasFiring ? null : { kind, isMuted },
    message: tellsOfFiring || tellsOfEnd ? alertMessage(rule, kind, to, now) : null,
  }
}
