/**
 * Which item of a menu a key moves to, round and round; undefined where the key moves nowhere.
 * @param labels what the items say, in order.
 * @param at the one that has the focus, or -1.
 * @param typed what was typed within the last moments, this key included.
 */
export function itemFor(
  key: string,
  { labels, at, typed }: { labels: readonly string[]; at: number; typed: string },
): number | undefined {
  const last = labels.length - 1
  if (last < 0) return undefined
  switch (key) {
    case 'ArrowDown':
      return at >= last ? 0 : at + 1
    case 'ArrowUp':
      return at <= 0 ? last : at - 1
    case 'Home':
      return 0
    case 'End':
      return last
    default:
      return key.length === 1 && typed.trim() !== '' ? itemLike(typed, labels, at) : undefined
  }
}

/** One letter again and again goes through all that begin with it. */
function itemLike(typed: string, labels: readonly string[], at: number): number | undefined {
  const letters = new Set(typed.toLowerCase())
  const start = letters.size === 1 ? [...letters].join('') : typed.toLowerCase()
  // What is being typed on may fit the item that has the focus; a single letter asks for the next.
  const from = start.length === 1 ? at + 1 : Math.max(at, 0)
  for (let step = 0; step < labels.length; step += 1) {
    const index = (from + step) % labels.length
    if (labels[index]?.trim().toLowerCase().startsWith(start)) return index
  }
  return undefined
}
