/** What of a drawing is seen: the point in the middle, and how much larger than when all of it is. */
export type Zoom = { x: number; y: number; times: number }

export type Box = { x: number; y: number; width: number; height: number }

const MIN_TIMES = 0.5
const MAX_TIMES = 12
/** Of what is seen, at one key or one click. */
const PAN_SHARE = 0.15
const STEP = 1.35

/** All of a drawing, in the middle. */
export function fitted(box: Box): Zoom {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2, times: 1 }
}

/** The part of a drawing that is seen, before its proportions are those of its room. */
export function seenPart({ x, y, times }: Zoom, { width, height }: Box): Box {
  const [w, h] = [width / times, height / times]
  return { x: x - w / 2, y: y - h / 2, width: w, height: h }
}

/** So many times larger; a point of the drawing, the middle unless told, stays where it is on the screen. */
export function zoomedBy(zoom: Zoom, by: number, at: { x: number; y: number } = zoom): Zoom {
  const times = Math.min(MAX_TIMES, Math.max(MIN_TIMES, zoom.times * by))
  const kept = zoom.times / times
  return { x: at.x + (zoom.x - at.x) * kept, y: at.y + (zoom.y - at.y) * kept, times }
}

export function zoomedIn(zoom: Zoom): Zoom {
  return zoomedBy(zoom, STEP)
}

export function zoomedOut(zoom: Zoom): Zoom {
  return zoomedBy(zoom, 1 / STEP)
}

/** The middle stays over the drawing, or it could be lost. */
export function movedBy(zoom: Zoom, box: Box, dx: number, dy: number): Zoom {
  const within = (value: number, from: number, length: number) =>
    Math.min(from + length, Math.max(from, value))
  return {
    ...zoom,
    x: within(zoom.x + dx, box.x, box.width),
    y: within(zoom.y + dy, box.y, box.height),
  }
}

/** A step of the arrow keys: one of -1, 0 and 1 each way. */
export function steppedBy(zoom: Zoom, box: Box, right: number, down: number): Zoom {
  const seen = seenPart(zoom, box)
  return movedBy(zoom, box, right * seen.width * PAN_SHARE, down * seen.height * PAN_SHARE)
}

/** The same, moved so far that a point is seen. */
export function showing(zoom: Zoom, box: Box, point: { x: number; y: number }): Zoom {
  const seen = seenPart(zoom, box)
  const isSeen =
    point.x >= seen.x &&
    point.x <= seen.x + seen.width &&
    point.y >= seen.y &&
    point.y <= seen.y + seen.height
  return isSeen ? zoom : { ...zoom, x: point.x, y: point.y }
}
