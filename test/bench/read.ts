import pg from 'pg'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { closeDatabase } from '@/lib/db/client'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { provideEnv } from '@/lib/env'
import { formatNumber } from '@/lib/format/format'
import { loadLogins } from '@/test/bench/load-logins'
import { loadRejected } from '@/test/bench/load-rejected'
import { loadRevealLog } from '@/test/bench/load-reveal-log'
import { measureExport } from '@/test/bench/measure-export'
import { askReads, measureReads } from '@/test/bench/measure-reads'
import { withOwnPostgres } from '@/test/bench/own-postgres'
import { hasGrown, judge, type Result, summaryOf, toResult } from '@/test/bench/read/judge-reads'

const FIRST = 100_000

const COMMAND = defineCommand({
  name: 'npm run bench:read',
  about:
    'Measures each query of the pages on logins, devices, IPs, rejected messages and the audit log.',
  flags: {
    json: switchFlag('print one JSON object on stdout; what goes on is said on stderr'),
    rows: valueFlag(
      'N',
      'logins of the largest size; 10000000 take a quarter of an hour and 20 GB of disk',
      wholeNumber(FIRST, 100_000_000).default(1_000_000),
    ),
    rounds: valueFlag('R', 'how often each query is timed', wholeNumber(1, 1_000).default(40)),
  },
  notes: `
    Loads 100,000 and 1,000,000 plausible logins into databases of an embedded Postgres made for it,
    and N where that is more. Times are the server's, planning included, of all statements of a
    page's query, under EXPLAIN ANALYZE, the sizes in turns; the ratio is that of the medians to the
    100,000 rows'. Above 1.5, unless that is by less than a tenth of a millisecond, a query is
    measured again at the end, and that counts. What is heavy, rare or busy is so by as many logins
    at any size, so that the sizes are asked for the same answers.

    Exit code 1 where a p95 at the largest size is above 50 ms, a ratio above 1.5, or an export too
    slow or too large.`,
})

/** `npm run bench:read`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  return withOwnPostgres('read', { throwaway: true }, (url) => measureAll(url, flags))
}

type Flags = { json: boolean; rows: number; rounds: number }

async function measureAll(url: string, { json, rows, rounds }: Flags): Promise<number> {
  const say = (line: string) => process[json ? 'stderr' : 'stdout'].write(`${line}\n`)
  const sizes = [...new Set([FIRST, Math.min(rows, 1_000_000), rows])].sort((a, b) => a - b)
  const clients: pg.Client[] = []
  for (const size of sizes) clients.push(await load(url, size, say))
  // First, while nothing else has stretched the heap.
  const exported = await measureExport(Math.min(rows, 2_000_000))
  say(`asking ${rounds} times, then measuring`)
  const databases = []
  for (const [at, client] of clients.entries()) {
    await useDatabase(url, sizes[at] as number)
    databases.push({ client, asked: await askReads(client, rounds) })
  }
  const measured = await measureReads(databases, (figures) => hasGrown(toResult(figures)))
  const settings = await clients[0]?.query<{ line: string }>(SETTINGS)
  for (const client of clients) await client.end()
  const results = measured.map(toResult)
  const problems = judge(results, exported)
  if (json) {
    const queries = results.map(({ name, last, ratio }) => ({
      name,
      p50Ms: round(last.p50Ms),
      p95Ms: round(last.p95Ms),
      buffers: last.buffers,
      ratio: round(ratio),
    }))
    process.stdout.write(`${JSON.stringify({ rows: sizes.at(-1), queries, export: exported })}\n`)
  } else {
    for (const line of table(sizes, results)) say(line)
    say(settings?.rows[0]?.line ?? '')
    say(summaryOf(results))
    say(`export: ${JSON.stringify(exported)}`)
  }
  for (const problem of problems) say(problem)
  return problems.length === 0 ? 0 : 1
}

async function load(url: string, rows: number, say: (line: string) => void): Promise<pg.Client> {
  const target = await useDatabase(url, rows)
  await migrateDatabase(target)
  const client = new pg.Client({ connectionString: target })
  // What fails is said by its query; the server is stopped after it, with the others still connected.
  client.on('error', () => {})
  await client.connect()
  say(`loading ${formatNumber(rows)} rows`)
  const startedAtMs = performance.now()
  const sayMore = (what: string) => rows > 1_000_000 && say(`  ${what}`)
  await loadLogins(client, rows, sayMore)
  await loadRejected(client, 30_000 + rows / 10)
  await loadRevealLog(client, 30_000 + rows / 10)
  await rebuildRollups(sayMore)
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
  say(`  took ${Math.round((performance.now() - startedAtMs) / 1_000)} s`)
  return client
}

/** Points the pages' queries at the database of a size. */
async function useDatabase(url: string, rows: number): Promise<string> {
  await closeDatabase()
  const target = new URL(url)
  target.pathname = `/read_${rows}`
  provideEnv({ DATABASE_URL: target.href })
  return target.href
}

const SETTINGS = `
  SELECT 'Postgres as the embedded one starts: ' || string_agg(name || ' ' || current_setting(name), ', ') AS line
  FROM unnest(ARRAY['shared_buffers', 'work_mem', 'effective_cache_size', 'max_wal_size']) AS name`

function table(sizes: number[], results: Result[]): string[] {
  const width = Math.max(...results.map(({ name }) => name.length))
  const head = sizes.map((rows) => formatNumber(rows).padStart(27)).join(' |')
  const units = sizes.map(() => '    p50      p95    buffers').join(' |')
  const lines = results.map((result) => {
    const { name, sizes, ratio } = result
    const cells = sizes.map(
      ({ p50Ms, p95Ms, buffers }) =>
        `${p50Ms.toFixed(1).padStart(7)}  ${p95Ms.toFixed(1).padStart(7)}  ${formatNumber(buffers).padStart(9)}`,
    )
    const mark = hasGrown(result) ? ' grows' : ''
    return `${name.padEnd(width)} ${cells.join(' |')} | ${ratio.toFixed(2)}${mark}`
  })
  return [
    `${' '.repeat(width)} ${head} |`,
    `${' '.repeat(width)} ${units} | ratio of p50s`,
    ...lines,
  ]
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
