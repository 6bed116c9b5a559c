/** How messages come: so many a second, and so many more in one go, now and then. */
type Load = { perSecond: number; burst: number; burstSeconds: number }

/** After a longer silence, what was not asked for is left out. */
const MAX_STEP_MS = 1_000

/**
 * Counts the messages that are due.
 * @returns asked again and again, how many have become due since it was asked last; none while nothing
 * is sent, and none afterwards for that time, but a burst that fell into it.
 */
export function dueMessages(
  { perSecond, burst, burstSeconds }: Load,
  nowMs: () => number = () => performance.now(),
): (isSending: boolean) => number {
  let atMs = nowMs()
  let burstAtMs = atMs + burstSeconds * 1_000
  let due = 0
  return (isSending) => {
    const now = nowMs()
    const passedMs = Math.min(MAX_STEP_MS, now - atMs)
    atMs = now
    if (!isSending) return 0
    due += (passedMs / 1_000) * perSecond
    const whole = Math.floor(due)
    due -= whole
    if (now < burstAtMs) return whole
    burstAtMs = now + burstSeconds * 1_000
    return whole + burst
  }
}
