/** How far a mark reaches from its middle, in units of the drawing: smaller where there are many. */
export function markSize(nodes: number, isCentre = false): number {
  return (nodes > 80 ? 6 : 8) * (isCentre ? 1.35 : 1)
}
