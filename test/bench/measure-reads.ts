import type pg from 'pg'
import { type PageQuery, pageQueries, readSamples } from '@/test/bench/page-queries'
import { captureStatements, explain } from '@/test/support/explain'

export type Measured = { name: string; p50Ms: number; p95Ms: number; buffers: number }

/** Server time of each page query: its statements together, each under EXPLAIN ANALYZE. */
export async function measureReads(
  client: pg.Client,
  rounds: number,
  only: (name: string) => boolean = () => true,
): Promise<Measured[]> {
  const queries = pageQueries(await readSamples(client)).filter(({ name }) => only(name))
  const measured: Measured[] = []
  for (const query of queries) measured.push(await measure(client, query, rounds))
  return measured
}

async function measure(client: pg.Client, query: PageQuery, rounds: number): Promise<Measured> {
  const costs: { ms: number; buffers: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    const cost = { ms: 0, buffers: 0 }
    for (const statement of await captureStatements(query.run)) {
      const { ms, buffers } = await explain(client, statement)
      cost.ms += ms
      cost.buffers += buffers
    }
    costs.push(cost)
  }
  const times = costs.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const pages = costs.map(({ buffers }) => buffers).toSorted((a, b) => a - b)
  return {
    name: query.name,
    p50Ms: quantile(times, 0.5),
    p95Ms: quantile(times, 0.95),
    buffers: quantile(pages, 0.5),
  }
}

function quantile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}
