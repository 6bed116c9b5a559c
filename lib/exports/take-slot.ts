import { HOUR_MS } from '@/lib/model/time/units'
import { singleton } from '@/lib/singleton'

/** Each export has a connection of its own, beside the pool's; ingestion needs some, too. */
const MAX_AT_ONCE = 8
const MAX_PER_USER = 3
/** With those that were cancelled and still hold their connections: the rest is for other people. */
const MAX_HELD_PER_USER = 5
/** Each is recorded in a log that is kept for ever. */
const MAX_PER_HOUR = 300

/** One that was cancelled keeps its connection until the query in hand is done. */
type Slot = { userId: string; isRunning: () => boolean }

/**
 * Takes one of the few places for exports; `letGo` gives it back, and may be called twice.
 * @param isRunning whether it still counts as one of the user's.
 */
export function takeSlot(
  userId: string,
  isRunning: () => boolean,
): { ok: true; letGo: () => void } | { ok: false; problem: string } {
  const slots = singleton('export-slots', () => new Set<Slot>())
  const held = [...slots].filter((slot) => slot.userId === userId)
  const own = held.filter((slot) => slot.isRunning()).length
  if (own >= MAX_PER_USER) {
    return { ok: false, problem: `You have ${own} exports under way: let one of them end first.` }
  }
  if (held.length >= MAX_HELD_PER_USER) {
    return { ok: false, problem: 'Your cancelled exports are still ending: try again in a minute.' }
  }
  if (slots.size >= MAX_AT_ONCE) {
    return { ok: false, problem: `${slots.size} exports are under way: try again in a while.` }
  }
  if (!mayStart(userId)) {
    return {
      ok: false,
      problem: `You began ${MAX_PER_HOUR} exports within an hour: try again later.`,
    }
  }
  const slot: Slot = { userId, isRunning }
  slots.add(slot)
  return { ok: true, letGo: () => slots.delete(slot) }
}

/** Counts one more export of a user, when each began, unless there were too many within the hour. */
function mayStart(userId: string): boolean {
  const starts = singleton('export-starts', () => new Map<string, number[]>())
  const nowMs = performance.now()
  const before = starts.get(userId) ?? []
  const recent = before.filter((startedMs) => startedMs > nowMs - HOUR_MS)
  if (recent.length >= MAX_PER_HOUR) return false
  starts.set(userId, [...recent, nowMs])
  return true
}
