import type pg from 'pg'
import { pageQueries, readSamples } from '@/test/bench/page-queries'
import { captureStatements, explain, type Statement } from '@/test/support/explain'

/** A page query as it was asked of one database: its statements, round by round. */
export type Asked = { name: string; rounds: Statement[][] }
type Cost = { ms: number; buffers: number }
export type Measured = { name: string; p50Ms: number; p95Ms: number; buffers: number }

/** Runs every page query so many times on the database that is configured, and notes what it asks. */
export async function askReads(
  client: pg.Client,
  rounds: number,
  only: (name: string) => boolean = () => true,
): Promise<Asked[]> {
  const queries = pageQueries(await readSamples(client)).filter(({ name }) => only(name))
  const asked: Asked[] = []
  for (const { name, run } of queries) {
    const statements: Statement[][] = []
    for (let round = 0; round < rounds; round += 1) statements.push(await captureStatements(run))
    asked.push({ name, rounds: statements })
  }
  return asked
}

/** What the machine does for a moment meets one of them. */
const PASSES = 4

/**
 * Server time of each page query on each database: its statements together, each under EXPLAIN
 * ANALYZE. The databases take turns, and the rounds are spread over several passes through all
 * queries, so that whatever else the machine does slows all sizes alike, and no query's every round.
 */
export async function measureReads(
  databases: { client: pg.Client; asked: Asked[] }[],
): Promise<Measured[][]> {
  const costs = databases.map(({ asked }) => asked.map((): Cost[] => []))
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [at, { rounds }] of databases[0]?.asked.entries() ?? []) {
      for (let round = pass; round < rounds.length; round += PASSES) {
        for (const [which, { client, asked }] of databases.entries()) {
          costs[which]?.[at]?.push(await measure(client, asked[at]?.rounds[round] ?? []))
        }
      }
    }
  }
  return databases.map(({ asked }, which) =>
    asked.map(({ name }, at) => summary(name, costs[which]?.[at] ?? [])),
  )
}

async function measure(client: pg.Client, statements: Statement[]): Promise<Cost> {
  const total = { ms: 0, buffers: 0 }
  for (const statement of statements) {
    const { ms, buffers } = await explain(client, statement)
    total.ms += ms
    total.buffers += buffers
  }
  return total
}

function summary(name: string, costs: Cost[]): Measured {
  const times = costs.map(({ ms }) => ms).toSorted((a, b) => a - b)
  const pages = costs.map(({ buffers }) => buffers).toSorted((a, b) => a - b)
  const [p50Ms, p95Ms, buffers] = [
    quantile(times, 0.5),
    quantile(times, 0.95),
    quantile(pages, 0.5),
  ]
  return { name, p50Ms, p95Ms, buffers }
}

function quantile(sorted: number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? 0
}
