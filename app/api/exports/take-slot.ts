/** Each export has a connection of its own, beside the pool's; ingestion needs some, too. */
const MOST_AT_ONCE = 8
const MOST_A_USER = 3

type Slot = { userId: string }

/** Actions and route handlers are bundled apart, hence global. Of this process alone. */
const shared = globalThis as { veilgateExportSlots?: Set<Slot> }

/** Takes one of the few places for exports; `letGo` gives it back, and may be called twice. */
export function takeSlot(
  userId: string,
): { ok: true; letGo: () => void } | { ok: false; problem: string } {
  shared.veilgateExportSlots ??= new Set()
  const slots = shared.veilgateExportSlots
  const own = [...slots].filter((slot) => slot.userId === userId).length
  if (own >= MOST_A_USER) {
    return { ok: false, problem: `You have ${own} exports under way: let one of them end first.` }
  }
  if (slots.size >= MOST_AT_ONCE) {
    return { ok: false, problem: `${slots.size} exports are under way: try again in a while.` }
  }
  const slot: Slot = { userId }
  slots.add(slot)
  return { ok: true, letGo: () => slots.delete(slot) }
}
