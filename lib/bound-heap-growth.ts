import { setFlagsFromString } from 'node:v8'

/** By how much the heap may grow beyond what was in use when it was last collected. */
const GROWTH_PERCENT = 50

/**
 * Has V8 collect the heap once it has grown by half. Left to itself it lets a drain's grow to three times of
 * what is in use, as what a batch holds outlives its young generation. To be called before a process has loaded
 * much. See docs/performance.md for what it costs, and for what else was tried.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
