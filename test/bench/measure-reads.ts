import type pg from 'pg'
import { pageQueries } from '@/test/bench/page-queries'
import { readSamples } from '@/test/bench/read-samples'
import { captureStatements, explain, type Statement } from '@/test/support/database/explain'
import { median, percentile } from '@/test/support/statistics'

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

/** A database and what was asked of it. */
type Database = { client: pg.Client; asked: Asked[] }

/**
 * Server time of each page query on each database: its statements together, each under EXPLAIN
 * ANALYZE. The databases take turns, so that whatever else the machine does slows all alike.
 * @param isDoubtful whether a query's figures, in the order of the databases, are to be measured
 *   once more when all others are done: the machine may have been busy for a moment.
 * @returns for each query its figures, in the order of the databases.
 */
export async function measureReads(
  databases: Database[],
  isDoubtful: (figures: Measured[]) => boolean,
): Promise<Measured[][]> {
  const measured: Measured[][] = []
  const count = databases[0]?.asked.length ?? 0
  for (let at = 0; at < count; at += 1) measured.push(await measureQuery(databases, at))
  for (const [at, figures] of measured.entries()) {
    if (isDoubtful(figures)) measured[at] = await measureQuery(databases, at)
  }
  return measured
}

async function measureQuery(databases: Database[], at: number): Promise<Measured[]> {
  const costs: Cost[][] = databases.map(() => [])
  for (const round of databases[0]?.asked[at]?.rounds.keys() ?? []) {
    for (const [which, { client, asked }] of databases.entries()) {
      const total = { ms: 0, buffers: 0 }
      for (const statement of asked[at]?.rounds[round] ?? []) {
        const { ms, buffers } = await explain(client, statement)
        total.ms += ms
        total.buffers += buffers
      }
      costs[which]?.push(total)
    }
  }
  return databases.map(({ asked }, which) => summary(asked[at]?.name ?? '', costs[which] ?? []))
}

function summary(name: string, costs: Cost[]): Measured {
  const times = costs.map(({ ms }) => ms)
  const buffers = median(costs.map((cost) => cost.buffers))
  return { name, p50Ms: median(times), p95Ms: percentile(times, 0.95), buffers }
}
