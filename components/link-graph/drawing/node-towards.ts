type Placed = { key: string; x: number; y: number }

/** The nearest node that lies to one side of another; null where none does. */
export function nodeTowards(
  nodes: readonly Placed[],
  from: Placed,
  right: number,
  down: number,
): string | null {
  let nearest: { key: string; far: number } | null = null
  for (const { key, x, y } of nodes) {
    const [dx, dy] = [x - from.x, y - from.y]
    const ahead = dx * right + dy * down
    const aside = Math.abs(dx * down) + Math.abs(dy * right)
    if (key === from.key || ahead <= 0 || ahead < aside / 2) continue
    const far = Math.hypot(dx, dy) + aside
    if (nearest === null || far < nearest.far) nearest = { key, far }
  }
  return nearest?.key ?? null
}
