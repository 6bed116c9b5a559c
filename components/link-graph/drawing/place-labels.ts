import type { PlacedNode } from '@/components/link-graph/lay-out'
import { shortName } from '@/components/link-graph/node-words'

/** Where the middle of a name's base line is, from the middle of its node. */
type Offset = { x: number; y: number }

/** Which nodes bear their names, by key, and where. */
export type Labels = ReadonlyMap<string, Offset>

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
/** What a letter is drawn around with, so that lines do not run through it. */
const HALO = 2
/** Between a mark and its label. */
const GAP = 3
/** What of the box around a mark is never bare, whatever its form. */
const MARK_CORE = 0.7

/**
 * Places names below the marks of their nodes; where there is no room, above or beside them. None lies on
 * another, and none on a mark if it need not be read; what finds no room is left out.
 */
export function placeLabels(
  nodes: readonly PlacedNode[],
  { must, kept = new Map(), wanted }: Asked,
  { fontSize, mark }: Sizes,
): Labels {
  const marks = nodes.map((node) => ({ node, rect: markRect(node, mark * MARK_CORE) }))
  const labels = new Map<string, Offset>()
  const taken: Rect[] = []
  const place = (node: PlacedNode, offsets: readonly Offset[], mayCover: boolean) => {
    if (labels.has(node.key)) return
    for (const offset of offsets) {
      const rect = labelRect(node, offset, fontSize)
      if (taken.some((other) => overlap(rect, other))) continue
      if (!mayCover && marks.some((of) => of.node !== node && overlap(rect, of.rect))) continue
      labels.set(node.key, offset)
      taken.push(rect)
      return
    }
  }
  const around = (node: PlacedNode) => offsetsOf(node, { fontSize, mark })
  for (const node of must) {
    const before = kept.get(node.key)
    if (before !== undefined) place(node, [before], true)
    place(node, around(node), false)
    place(node, around(node), true)
  }
  for (const node of nodes) {
    const before = kept.get(node.key)
    if (before !== undefined) place(node, [before], true)
  }
  for (const node of wanted) place(node, around(node), false)
  return labels
}

/** Below, above, to the right and to the left. */
function offsetsOf(node: PlacedNode, { fontSize, mark }: Sizes): Offset[] {
  const beside = mark + GAP + widthOf(node, fontSize) / 2
  const level = (fontSize * (ASCENT - DESCENT)) / 2
  return [
    { x: 0, y: mark + GAP + fontSize * ASCENT },
    { x: 0, y: -mark - GAP - fontSize * DESCENT },
    { x: beside, y: level },
    { x: -beside, y: level },
  ]
}

function widthOf(node: PlacedNode, fontSize: number): number {
  return shortName(node).length * LETTER * fontSize
}

function labelRect(node: PlacedNode, offset: Offset, fontSize: number): Rect {
  const [x, y] = [node.x + offset.x, node.y + offset.y]
  const half = widthOf(node, fontSize) / 2
  return {
    left: x - half - HALO,
    right: x + half + HALO,
    top: y - fontSize * ASCENT - HALO,
    bottom: y + fontSize * DESCENT + HALO,
  }
}

function markRect({ x, y }: PlacedNode, mark: number): Rect {
  return { left: x - mark, right: x + mark, top: y - mark, bottom: y + mark }
}

function overlap(a: Rect, b: Rect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}
