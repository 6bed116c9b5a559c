import { median } from '@/test/support/statistics'

/** What one round met, of some minute or more. */
export type Minute = {
  heapMb: number
  nodes: number
  rssMb: number
  /** Layout shift while the run was at work and nobody touched the page. */
  shift: number
  interactionsMs: number[]
  longTasksMs: number[]
  drainingBytesPerSecond: number
  idleBytesPerSecond: number
}

const WARM_UP = 0.2
const HEAP_MB = 3
const NODES = 1_000
const SHIFT = 0.05
const DRAINING_BYTES = 10_000
const IDLE_BYTES = 1_000

/** The bars that were missed, each in a sentence. Times are no bars: they are the machine's, too. */
export function missedBars(minutes: readonly Minute[]): string[] {
  const missed: string[] = []
  const heap = growth(minutes.map(({ heapMb }) => heapMb))
  if (heap > HEAP_MB) missed.push(`The page's heap grew by ${heap.toFixed(1)} MB.`)
  const nodes = growth(minutes.map((minute) => minute.nodes))
  if (nodes > NODES) missed.push(`The page grew by ${Math.round(nodes)} nodes.`)
  if (minutes.every(({ interactionsMs }) => interactionsMs.length === 0))
    missed.push('No interaction was seen: nothing watched the page.')
  const shift = Math.max(...minutes.map((minute) => minute.shift))
  if (shift > SHIFT) missed.push(`What stands moved by ${shift.toFixed(3)} in one drain.`)
  const draining = median(minutes.map(({ drainingBytesPerSecond }) => drainingBytesPerSecond))
  if (draining > DRAINING_BYTES) missed.push(`A drain brought ${Math.round(draining)} B/s.`)
  const idle = median(minutes.map(({ idleBytesPerSecond }) => idleBytesPerSecond))
  if (idle > IDLE_BYTES) missed.push(`An idle console brought ${Math.round(idle)} B/s.`)
  return missed
}

/**
 * How much a figure grew, from the first to the last third of what follows the warm-up: single
 * minutes go up and down with what was open last.
 */
export function growth(values: readonly number[]): number {
  const warm = values.slice(Math.floor(values.length * WARM_UP))
  const third = Math.max(1, Math.floor(warm.length / 3))
  return median(warm.slice(-third)) - median(warm.slice(0, third))
}
