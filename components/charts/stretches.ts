export type Point = { /** Unix seconds. */ at: number; value: number }

/** Points further apart are not joined: nobody looked in between. */
const MAX_STEP_SECONDS = 10

/** The parts of a line whose points are near enough to each other to be joined; oldest first. */
export function stretches(points: Point[]): Point[][] {
  const found: Point[][] = []
  let current: Point[] = []
  for (const point of points) {
    const last = current.at(-1)
    if (last === undefined || point.at - last.at > MAX_STEP_SECONDS) {
      current = []
      found.push(current)
    }
    current.push(point)
  }
  return found
}
