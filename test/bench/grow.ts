import pg from 'pg'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { closeDatabase } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { databaseUrl, provideEnv } from '@/lib/env'
import { formatNumber } from '@/lib/format/format'
import { diskBytes, readDisk } from '@/test/bench/grow/disk'
import type { Stretch } from '@/test/bench/grow/drawn-batches'
import { fill } from '@/test/bench/grow/fill'
import { measureIndexes } from '@/test/bench/grow/measure-indexes'
import { type Cost, storeStretch } from '@/test/bench/grow/store-stretch'
import {
  costTable,
  diskTable,
  growthBars,
  indexTable,
  isHeld,
  middleCost,
  type SizeCost,
} from '@/test/bench/grow/table'
import { barLine } from '@/test/bench/ingest/table'
import { withOwnPostgres } from '@/test/bench/own-postgres'

/** The small database: nothing is large yet, and people come again already. */
const SMALL = 100_000
/** Stored in each, each time. */
const COUNT = 20_000

const COMMAND = defineCommand({
  name: 'npm run bench:grow',
  about: `
    Stores and folds logins in a small database and in one that holds many, and measures what a login
    costs Postgres: processor time, WAL and disk.`,
  flags: {
    json: switchFlag('print one JSON object on stdout; what goes on is said on stderr'),
    rows: valueFlag(
      'N',
      'logins of the large database, loaded set-based; a million takes a minute and 3 GB of disk',
      wholeNumber(200_000, 100_000_000).default(3_000_000),
    ),
    rounds: valueFlag('R', 'how often each is measured', wholeNumber(1, 100).default(3)),
    indexes: switchFlag('measure what each index is worth as well, by dropping it'),
  },
  notes: `
    The small one holds 100,000 logins. In both they came six seconds apart, so that ten million fill two years of months. Stores
    20,000 more each time, 500 a batch, and folds every eight batches; the databases take turns.
    "Right after a checkpoint" Postgres logs each page whole that it touches for the first time; the other
    figures are without these, as where a checkpoint is long ago. Medians of all rounds. Autovacuum is off
    meanwhile. Processor time is that of the backends, without those that write behind their backs.

    Exit code 1 where a login costs more than 1.3 times the processor time or twice the WAL of one in the
    small one, or takes more than 900 bytes of disk.`,
})

type Flags = { json: boolean; rows: number; rounds: number; indexes: boolean }
type Say = (line: string) => void

/** `npm run bench:grow`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  return withOwnPostgres('grow', {}, (url) => measure(url, flags))
}

async function measure(url: string, flags: Flags): Promise<number> {
  const say: Say = (line) => process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`)
  const small = await openDatabase(url, 'grow_small')
  for (const setting of ['fsync', 'autovacuum', 'full_page_writes'])
    await small.query(`ALTER SYSTEM SET ${setting} = off`)
  await small.query('SELECT pg_reload_conf()')
  const sizes: Database[] = []
  try {
    for (const rows of [SMALL, flags.rows]) {
      say(`loading ${formatNumber(rows)} logins`)
      const client = rows === SMALL ? small : await openDatabase(url, 'grow_large')
      await fill(client, { rows, sharesOf: flags.rows }, (line) => say(`  ${line}`))
      sizes.push({ client, url: databaseUrl(), next: stretches(rows, flags.rows), rows })
    }
    const [, large] = sizes as [Database, Database]
    const disk = await readDisk(large.client)
    const costs = await measureSizes(sizes, flags.rounds, say)
    const [least, most] = costs as [SizeCost, SizeCost]
    const bars = growthBars(least, most, diskBytes(disk, flags.rows))
    for (const line of ['', ...costTable(costs), '', ...diskTable(disk, flags.rows), '']) say(line)
    const indexes = flags.indexes ? await measureIndexes(large.client, most, large.next, say) : []
    if (indexes.length > 0) for (const line of [...indexTable(indexes), '']) say(line)
    for (const bar of bars) say(barLine(bar))
    if (flags.json) print({ flags, costs, disk, indexes, bars })
    return bars.every(isHeld) ? 0 : 1
  } finally {
    await small.end()
    await sizes[1]?.client.end()
  }
}

function print(report: Record<string, unknown>) {
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

/** A new one, migrated, which is the one that is configured from then on. */
async function openDatabase(url: string, name: string): Promise<pg.Client> {
  await migrateDatabase(await useDatabase(url, name))
  const client = new pg.Client({ connectionString: await useDatabase(url, name) })
  await client.connect()
  return client
}

async function useDatabase(url: string, name: string): Promise<string> {
  await closeDatabase()
  const target = new URL(url)
  target.pathname = `/${name}`
  provideEnv({ DATABASE_URL: target.href })
  return target.href
}

type Database = { client: pg.Client; url: string; rows: number; next: () => Stretch }

/** One stretch of logins after the other. */
function stretches(size: number, sharesOf: number): () => Stretch {
  let stored = -COUNT
  return () => {
    stored += COUNT
    return { size, stored, count: COUNT, sharesOf }
  }
}

/** In turns, so that whatever else the machine does slows all alike. */
async function measureSizes(sizes: readonly Database[], rounds: number, say: Say) {
  const costs = sizes.map(() => ({ after: [] as Cost[], between: [] as Cost[] }))
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`)
    for (const [at, { client, url, next }] of sizes.entries()) {
      await closeDatabase()
      provideEnv({ DATABASE_URL: url })
      costs[at]?.after.push(await storeStretch(client, next(), { wholePages: true }))
      costs[at]?.between.push(await storeStretch(client, next(), { wholePages: false }))
    }
  }
  return sizes.map(({ rows }, at) => ({
    rows,
    after: middleCost(costs[at]?.after ?? []),
    between: middleCost(costs[at]?.between ?? []),
  }))
}
