import { exportLogins } from '@/lib/db/logins/export-logins'

export type ExportMeasure = { rows: number; rowsPerSecond: number; rssGrowthMb: number }

/** Exports everything as CSV into nothing: how fast, and how much memory it takes at its highest. */
export async function measureExport(mostRows: number): Promise<ExportMeasure> {
  // What compiling and the heap's first steps take is not growth.
  await run(100_000)
  globalThis.gc?.()
  const before = process.memoryUsage.rss()
  return run(mostRows, before)
}

async function run(mostRows: number, before = 0): Promise<ExportMeasure> {
  let rows = 0
  let bytes = 0
  let highest = 0
  const startedAtMs = performance.now()
  for await (const some of exportLogins({ filter: {}, sort: 'sent_at', order: 'desc' })) {
    bytes += Buffer.byteLength(some.csv)
    rows += some.rows
    highest = Math.max(highest, process.memoryUsage.rss())
    if (rows >= mostRows) break
  }
  if (bytes === 0) throw new Error('Nothing was exported')
  return {
    rows,
    rowsPerSecond: Math.round((rows / (performance.now() - startedAtMs)) * 1_000),
    rssGrowthMb: Math.max(0, Math.round((highest - before) / 1e6)),
  }
}
