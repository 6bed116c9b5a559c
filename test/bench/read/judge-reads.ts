import type { ExportMeasure } from '@/test/bench/measure-export'
import type { Measured } from '@/test/bench/measure-reads'

/** A query's figures at each size, and the ratio of the largest's median to the smallest's. */
export type Result = { name: string; sizes: Measured[]; last: Measured; ratio: number }

const MOST_P95_MS = 50
const MAX_RATIO = 1.5
/** Medians that differ by less are not told apart: of two of 0.1 ms, the ratio is that of noise. */
const NOISE_MS = 0.1
const LEAST_ROWS_A_SECOND = 100_000
const MAX_RSS_MB = 50

/** A query's result from its figures, the smallest size first. */
export function toResult(figures: Measured[]): Result {
  const [first, last] = [figures[0], figures.at(-1)] as [Measured, Measured]
  return { name: last.name, sizes: figures, last, ratio: last.p50Ms / first.p50Ms }
}

/** Whether a query takes longer the larger the table is, by more than is allowed and than can be noise. */
export function hasGrown({ sizes, last, ratio }: Result): boolean {
  return ratio > MAX_RATIO && last.p50Ms - (sizes[0]?.p50Ms ?? 0) >= NOISE_MS
}

/** How many queries are within each bar. */
export function summaryOf(results: Result[]): string {
  const fast = results.filter(({ last }) => last.p95Ms <= MOST_P95_MS).length
  const level = results.filter((result) => !hasGrown(result)).length
  return `${results.length} queries: p95 within ${MOST_P95_MS} ms ${fast}; ratio within ${MAX_RATIO} ${level}`
}

/** What is outside its bar, a line each. */
export function judge(results: Result[], exported: ExportMeasure): string[] {
  const slow = results.filter(({ last }) => last.p95Ms > MOST_P95_MS)
  return [
    ...slow.map(({ name, last }) => `too slow: ${name}, ${last.p95Ms.toFixed(1)} ms`),
    ...results
      .filter(hasGrown)
      .map(({ name, ratio }) => `grows: ${name}, ${ratio.toFixed(1)} times`),
    ...(exported.rowsPerSecond < LEAST_ROWS_A_SECOND ? ['the export is too slow'] : []),
    ...(exported.rssGrowthMb > MAX_RSS_MB ? ['the export takes too much memory'] : []),
  ]
}
