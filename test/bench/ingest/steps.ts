import { backgroundDatabase, closeDatabase } from '@/lib/db/client'
import { storeBatch } from '@/lib/db/ledger/store-batch'
import { foldBatches } from '@/lib/db/rollups/fold-batches'
import { claimRun } from '@/lib/db/runs/claim-run'
import { prepareBatch } from '@/lib/ingest/batch/prepare-batch'
import { loadMaskingTools } from '@/lib/keys/masking-tools'
import { generateLogins } from '@/lib/sample/generate-logins'
import { madeUpMessages } from '@/test/bench/ingest/made-up-messages'
import { postgresCpuMs } from '@/test/bench/ingest/processor-time'
import { type Bench, emptyTables, runProgram } from '@/test/bench/ingest/round'
import type { Bar } from '@/test/bench/ingest/table'

type Say = (line: string) => void

const BATCH = 500
const FOLD_ROWS = 500_000
const STORES: [size: number, lanes: number][] = [
  [10, 1],
  [100, 1],
  [500, 1],
  [500, 4],
  [2_000, 1],
  [2_000, 4],
]

/**
 * The steps one by one, in this process: what each costs a login in microseconds of this process and of
 * Postgres.
 */
export async function measureSteps(bench: Bench, say: Say): Promise<Bar[]> {
  const { postmaster } = bench
  await emptyTables(bench.database)
  const tools = await loadMaskingTools()
  const prepared = async (count: number, seed: number) => {
    const bodies = [...generateLogins({ count, seed })]
    return prepareBatch(madeUpMessages(bodies), tools)
  }
  const run = await newRun()
  const store = async (size: number, seed: number) => {
    const place = { key: crypto.randomUUID(), run, lane: 0, ageMs: 0 }
    await storeBatch(await prepared(size, seed), place, 60_000)
  }
  say('\nEach step alone, by the login             client µs  Postgres µs')
  const cost = (name: string, logins: number, work: () => Promise<void>) =>
    costOf(postmaster, logins, work).then((of) => {
      say(line(name, of))
      return of
    })

  const bodies = [...generateLogins({ count: 20_000, seed: 5 })]
  await cost('prepare', bodies.length, async () => {
    for (let at = 0; at < bodies.length; at += BATCH) {
      await prepareBatch(madeUpMessages(bodies.slice(at, at + BATCH)), tools)
    }
  })
  let seed = 100
  const nextSeed = () => {
    seed += 1
    return seed
  }
  for (const [size, lanes] of STORES) {
    const batches = Math.ceil(8_000 / size / lanes)
    const lane = async () => {
      for (let at = 0; at < batches; at += 1) await store(size, nextSeed())
    }
    const name = `prepare and store ${size} at a time, ${lanes === 1 ? 'one lane' : `${lanes} lanes`}`
    await cost(name, batches * size * lanes, async () => {
      await Promise.all(Array.from({ length: lanes }, lane))
    })
  }
  say(`filling to ${FOLD_ROWS.toLocaleString('en-US')} logins, folded …`)
  for (let rows = 0; rows < FOLD_ROWS; rows += 5_000) await store(5_000, nextSeed())
  await foldAll()
  for (let rows = 0; rows < 40_000; rows += BATCH) await store(BATCH, nextSeed())
  const fold = await cost(
    `fold, behind ${FOLD_ROWS.toLocaleString('en-US')} logins`,
    40_000,
    foldAll,
  )
  await closeDatabase()
  const ratio = fold.clientMicros + fold.postgresMicros
  return [{ says: 'CPU of folding a login, µs', ratio, bar: 25, atMost: true }]
}

/** Drains a made-up queue in a process of its own, and compares what it held at its ends. */
export async function measureMemory(bench: Bench, messages: number, say: Say): Promise<Bar[]> {
  await emptyTables(bench.database)
  const { held } = await runProgram<{ held: number[] }>('drain-stub', [String(messages)])
  say(`\nRSS in MB by each 100,000 messages of a made-up queue: ${held.join(', ')}`)
  const growth = (held.at(-1) ?? Number.NaN) - (held[0] ?? Number.NaN)
  return [
    {
      says: `RSS after ${messages.toLocaleString('en-US')} over 100,000 messages, MB`,
      ratio: growth,
      bar: 50,
      atMost: true,
    },
  ]
}

async function foldAll() {
  while ((await foldBatches()) > 0);
}

async function newRun() {
  const claim = await claimRun(
    {
      mode: 'drain',
      startedBy: 'npm run bench',
      lanes: 1,
      depthAtStart: 0,
      maxPerSecond: null,
      instance: null,
    },
    { beside: true },
  )
  if (claim.kind !== 'started') throw new Error('A run was to begin beside others')
  return claim.run
}

type Cost = { clientMicros: number; postgresMicros: number }

async function costOf(
  postmaster: number,
  logins: number,
  work: () => Promise<void>,
): Promise<Cost> {
  await backgroundDatabase().$executeRaw`CHECKPOINT`
  const [cpu, postgresMs] = [process.cpuUsage(), postgresCpuMs(postmaster)]
  await work()
  const { user, system } = process.cpuUsage(cpu)
  return {
    clientMicros: (user + system) / logins,
    postgresMicros: ((postgresCpuMs(postmaster) - postgresMs) * 1_000) / logins,
  }
}

function line(name: string, { clientMicros, postgresMicros }: Cost): string {
  const figures = [clientMicros, postgresMicros].map((micros) => micros.toFixed(1).padStart(11))
  return `${name.padEnd(40)}${figures.join('  ')}`
}
