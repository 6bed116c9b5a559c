import { setFlagsFromString } from 'node:v8'

/** How far the heap may grow beyond what was in use at the last collection. */
const GROWTH_PERCENT = 50

/**
 * Makes V8 collect the heap once it has grown by half. By default a drain's heap grows to three times what is in
 * use, because what a batch holds outlives the young generation. Call it before the process has loaded much.
 * docs/performance.md has the cost, and what else was tried.
 */
export function boundHeapGrowth(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
