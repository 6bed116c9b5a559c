import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import pg from 'pg'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { closeDatabase } from '@/lib/db/client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { startPostgres, stopPostgres } from '@/lib/embedded/postgres'
import { provideEnv } from '@/lib/env'
import { formatNumber } from '@/lib/format/format'
import { diskBytes, readDisk } from '@/test/bench/grow/disk'
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
import { emptyTables } from '@/test/bench/ingest/round'
import { barLine } from '@/test/bench/ingest/table'

/** Stored at each size, each time. */
const COUNT = 20_000

const COMMAND = defineCommand({
  name: 'npm run bench:grow',
  about: `
    Stores and folds logins in an empty database and in one that holds many, and measures what a login
    costs Postgres: processor time, WAL and disk.`,
  flags: {
    json: switchFlag('print one JSON object on stdout; what goes on is said on stderr'),
    rows: valueFlag(
      'N',
      'logins of the filled database, loaded set-based; a million takes a minute and 3 GB of disk',
      wholeNumber(100_000, 100_000_000).default(3_000_000),
    ),
    rounds: valueFlag('R', 'how often each is measured', wholeNumber(1, 100).default(3)),
    indexes: switchFlag('measure what each index is worth as well, by dropping it'),
  },
  notes: `
    Stores 20,000 logins each time, 500 a batch, and folds every eight batches; the databases take turns.
    "Right after a checkpoint" Postgres logs each page whole that it touches for the first time; the other
    figures are without these, as where a checkpoint is long ago. Medians of all rounds. Autovacuum is off
    meanwhile. Processor time is that of the backends, without those that write behind their backs.

    Exit code 1 where a login costs more than 1.3 times the processor time or twice the WAL of one in an
    empty database, or takes more than 900 bytes of disk.`,
})

type Flags = { json: boolean; rows: number; rounds: number; indexes: boolean }
type Say = (line: string) => void

/** `npm run bench:grow`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-bench-grow-'))
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  makeDataDir(folder)
  let outside: string | null = null
  try {
    const { url, folder: cluster } = await startPostgres(folder)
    if (!cluster.startsWith(folder)) outside = cluster
    return await measure(url, flags)
  } finally {
    await closeDatabase()
    await stopPostgres(folder)
    if (outside !== null) rmSync(dirname(outside), { recursive: true, force: true })
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measure(url: string, flags: Flags): Promise<number> {
  const say: Say = (line) => process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`)
  const empty = await openDatabase(url, 'grow_empty')
  await empty.query('ALTER SYSTEM SET fsync = off')
  await empty.query('ALTER SYSTEM SET autovacuum = off')
  await empty.query('ALTER SYSTEM SET full_page_writes = off')
  await empty.query('SELECT pg_reload_conf()')
  const filled = await openDatabase(url, 'grow_filled')
  try {
    say(`loading ${formatNumber(flags.rows)} logins`)
    await fill(filled, flags.rows, (line) => say(`  ${line}`))
    const disk = await readDisk(filled)
    const { small, large, next } = await measureSizes({ url, empty, filled, flags, say })
    const indexes = flags.indexes ? await measureIndexes(filled, large, next, say) : []
    const bars = growthBars(small, large, diskBytes(disk, flags.rows))
    if (flags.json) print({ flags, sizes: [small, large], disk, indexes, bars })
    for (const line of ['', ...costTable([small, large]), '', ...diskTable(disk, flags.rows), ''])
      say(line)
    if (indexes.length > 0) for (const line of [...indexTable(indexes), '']) say(line)
    for (const bar of bars) say(barLine(bar))
    return bars.every(isHeld) ? 0 : 1
  } finally {
    await empty.end()
    await filled.end()
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

type Place = { url: string; empty: pg.Client; filled: pg.Client; flags: Flags; say: Say }

/** In turns, so that whatever else the machine does slows both alike. */
async function measureSizes({ url, empty, filled, flags: { rows, rounds }, say }: Place) {
  const costs = { empty: [] as Cost[][], filled: [] as Cost[][] }
  let stored = 0
  const next = () => {
    stored += COUNT
    return { size: rows, stored: stored - COUNT, count: COUNT }
  }
  for (let round = 1; round <= rounds; round += 1) {
    say(`round ${round} of ${rounds}`)
    await useDatabase(url, 'grow_empty')
    const small: Cost[] = []
    for (const wholePages of [true, false]) {
      await emptyTables(empty)
      const stretch = { size: COUNT, stored: round * COUNT, count: COUNT }
      small.push(await storeStretch(empty, stretch, { wholePages }))
    }
    costs.empty.push(small)
    await useDatabase(url, 'grow_filled')
    const after = await storeStretch(filled, next(), { wholePages: true })
    costs.filled.push([after, await storeStretch(filled, next(), { wholePages: false })])
  }
  const middle = (size: number, of: Cost[][]): SizeCost => ({
    rows: size,
    after: middleCost(of.map(([after]) => after as Cost)),
    between: middleCost(of.map(([, between]) => between as Cost)),
  })
  return { small: middle(0, costs.empty), large: middle(rows, costs.filled), next }
}
