import type { PlacedNode } from '@/components/link-graph/lay-out'
import { shortName } from '@/components/link-graph/node-words'

/** Which nodes bear their names, by key, and how far the base line of each is below the node's middle. */
export type Labels = ReadonlyMap<string, number>

type Asked = {
  /** Names that have to be read: they may cover a mark, but not each other. The most important first. */
  must: readonly PlacedNode[]
  /** Labels that stay where they are, except below a name that has to be read. */
  kept?: Labels
  /** Names for which there may be room; the most important first. */
  wanted: readonly PlacedNode[]
}

/** In units of the drawing. */
type Sizes = {
  fontSize: number
  /** From the middle of a mark to its edge. */
  mark: number
}

type Rect = { left: number; right: number; top: number; bottom: number }

/** The width of a letter, and how far a line reaches above and below its base line, by the size of the font. */
const LETTER = 0.6
const ASCENT = 1
const DESCENT = 0.3
/** Between a mark and its label. */
const GAP = 3

/**
 * Places names below the marks of their nodes, or above them where there is no room below. None lies on
 * another, and none on a mark if it need not be read; what finds no room is left out.
 */
export function placeLabels(
  nodes: readonly PlacedNode[],
  { must, kept = new Map(), wanted }: Asked,
  { fontSize, mark }: Sizes,
): Labels {
  const below = mark + GAP + fontSize * ASCENT
  const above = -mark - GAP - fontSize * DESCENT
  const marks = nodes.map((node) => ({ node, rect: markRect(node, mark) }))
  const labels = new Map<string, number>()
  const taken: Rect[] = []
  const place = (node: PlacedNode, places: readonly number[], mayCover: boolean) => {
    if (labels.has(node.key)) return
    for (const place of places) {
      const rect = labelRect(node, place, fontSize)
      if (taken.some((other) => overlap(rect, other))) continue
      if (!mayCover && marks.some((of) => of.node !== node && overlap(rect, of.rect))) continue
      labels.set(node.key, place)
      taken.push(rect)
      return
    }
  }
  for (const node of must) {
    const before = kept.get(node.key)
    if (before !== undefined) place(node, [before], true)
    place(node, [below, above], false)
    place(node, [below, above], true)
  }
  for (const node of nodes) {
    const before = kept.get(node.key)
    if (before !== undefined) place(node, [before], true)
  }
  for (const node of wanted) place(node, [below, above], false)
  return labels
}

function labelRect(node: PlacedNode, baseLine: number, fontSize: number): Rect {
  const half = (shortName(node).length * LETTER * fontSize) / 2
  const y = node.y + baseLine
  return {
    left: node.x - half,
    right: node.x + half,
    top: y - fontSize * ASCENT,
    bottom: y + fontSize * DESCENT,
  }
}

function markRect({ x, y }: PlacedNode, mark: number): Rect {
  return { left: x - mark, right: x + mark, top: y - mark, bottom: y + mark }
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
