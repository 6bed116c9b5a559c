import { once } from 'node:events'
import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { readState } from '@/lib/embedded/data-dir'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '@/lib/embedded/postgres-state'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { withServices } from '@/lib/embedded/services'
import { databaseUrl, env, provideEnv } from '@/lib/env'
import { initKeys } from '@/lib/keys/init-keys'
import { contenderBars, networkBars } from '@/test/bench/ingest/bars'
import { CONTENDERS, type Contender } from '@/test/bench/ingest/contenders'
import { measureLive } from '@/test/bench/ingest/live'
import { type Bench, drainRound, type Outcome, spawnProgram } from '@/test/bench/ingest/round'
import { measureMemory, measureSteps } from '@/test/bench/ingest/steps'
import { type Bar, barLine, HEADING, middleOf, row } from '@/test/bench/ingest/table'

const PARTS = ['contenders', 'network', 'steps', 'memory', 'live'] as const

const COMMAND = defineCommand({
  name: 'npm run bench',
  about: `
    Drains the same messages from an embedded queue into an embedded Postgres by Veilgate and by others,
    in turn, and prints what a message cost each.`,
  flags: {
    json: switchFlag('print one JSON object on stdout; what goes on is said on stderr'),
    count: valueFlag('N', 'messages of a round', wholeNumber(1_000, 1_000_000).default(40_000)),
    rounds: valueFlag('R', 'how often each of them drains', wholeNumber(1, 100).default(3)),
    part: valueFlag('PART', `one of ${PARTS.join(', ')}; all by default`, z.enum(PARTS).optional()),
    only: valueFlag('TEXT', 'only contenders whose name holds this', text().default('')),
    stubMessages: valueFlag(
      'N',
      'messages of the made-up queue of the part “memory”',
      wholeNumber(200_000, 10_000_000).default(1_000_000),
    ),
    seed: valueFlag(
      'N',
      'of what the stand-in for a distant queue draws',
      wholeNumber(1, 2 ** 31).default(1),
    ),
  },
  notes: `
    Times run from before the first receive until the last deletion is confirmed, each contender in
    processes of its own. Processor time (µs) and SQS calls are by the message, and hold on a machine
    that is busy where rates do not. In the part “network” a stand-in before the queue delays
    every answer by 0, 12 and 60 ms, and answers receives that do not wait as SQS does: by zero to ten
    messages, however many are there.

    Exit code 1 if a ledger does not balance, or rows are missing; never because of a figure.`,
})

type Given = {
  count: number
  rounds: number
  json: boolean
  part?: string | undefined
  seed: number
  only: string
  stubMessages: number
}

const LATENCIES_MS = [0, 12, 60]

/** `npm run bench`. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-bench-'))
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  // A database and a queue of its own, whatever this shell is configured for.
  provideEnv({ DATABASE_URL: '', SQS_QUEUE_URL: '', VEILGATE_DATA_DIR: folder })
  provideEnv({ VEILGATE_KEYS_DIR: join(folder, 'keys') })
  // Also where a signal ends it.
  process.once('exit', () => removeDataDir(folder))
  return withServices(async () => {
    await initKeys({ passphrase: 'only for the bench, thrown away' })
    return measure(flags, folder)
  })
}

async function measure(given: Given, folder: string): Promise<number> {
  const say = (line: string) => process[given.json ? 'stderr' : 'stdout'].write(`${line}\n`)
  const state = readPostgresState(folder)
  const postmaster = state && runningPostgres(clusterFolder(folder, state))?.pid
  const database = new pg.Client({ connectionString: databaseUrl() })
  // Its server is stopped before it where a signal ends the bench.
  database.on('error', () => {})
  await database.connect()
  const queueServer = Number.parseInt(
    readState<{ process: string }>(join(folder, 'queue.json'))?.process ?? '',
    10,
  )
  const bench = { postmaster: postmaster ?? 0, queueServer, database }
  try {
    const has = (part: (typeof PARTS)[number]) => given.part === undefined || given.part === part
    const contenders = has('contenders') ? await measureContenders(bench, given, say) : new Map()
    const far = has('network') ? await measureNetwork(bench, given, say) : new Map()
    const bars = [...contenderBars(Object.fromEntries(contenders)), ...networkBars(far)]
    if (has('steps')) bars.push(...(await measureSteps(bench, say)))
    if (has('memory')) bars.push(...(await measureMemory(bench, given.stubMessages, say)))
    if (has('live')) bars.push(...(await measureLive(given.count, given.rounds, say)))
    say('')
    for (const bar of bars) say(barLine(bar))
    const outcomes: Outcome[] = [...contenders.values(), ...far.values()]
    const problems = outcomes.flatMap((outcome) => outcome.problems)
    for (const problem of problems) say(problem)
    if (given.json) print({ given, contenders, far, bars, problems })
    return problems.length === 0 ? 0 : 1
  } finally {
    await database.end()
  }
}

type Report = {
  given: Given
  contenders: Map<string, Outcome>
  far: Map<number, Outcome>
  bars: Bar[]
  problems: string[]
}

function print({ given, contenders, far, bars, problems }: Report) {
  const report = {
    count: given.count,
    rounds: given.rounds,
    seed: given.seed,
    contenders: Object.fromEntries(contenders),
    byLatencyMs: Object.fromEntries(far),
    bars,
    problems,
  }
  process.stdout.write(`${JSON.stringify(report)}\n`)
}

/** Each in turn, round by round, so that what else the machine does meets all of them. */
async function measureContenders(bench: Bench, { count, rounds, only }: Given, say: Say) {
  const outcomes = new Map<string, Outcome[]>()
  for (let round = 1; round <= rounds; round += 1) {
    say(`\nRound ${round} of ${rounds}\n${HEADING}`)
    for (const [at, contender] of CONTENDERS.entries()) {
      const { name, share = 1 }: Contender = contender
      if (!name.includes(only)) continue
      const label = `round-${round}-${at}`
      const outcome = await drainRound(bench, contender, {
        label,
        count: Math.round(count * share),
      })
      outcomes.set(name, [...(outcomes.get(name) ?? []), outcome])
      say(row(name, outcome))
    }
  }
  return medians(outcomes, 'Medians', say)
}

async function measureNetwork(bench: Bench, { count, rounds, seed }: Given, say: Say) {
  const veilgate = CONTENDERS[2]
  const outcomes = new Map<number, Outcome[]>()
  for (let round = 1; round <= rounds; round += 1) {
    for (const latencyMs of LATENCIES_MS) {
      const label = `far-${round}-${latencyMs}`
      const outcome = await behind(latencyMs, seed, (through) =>
        drainRound(bench, veilgate, { label, count, through }),
      )
      outcomes.set(latencyMs, [...(outcomes.get(latencyMs) ?? []), outcome])
    }
  }
  return medians(outcomes, 'Veilgate behind the stand-in for a distant queue, medians', say, ' ms')
}

type Say = (line: string) => void

function medians<Key>(outcomes: Map<Key, Outcome[]>, title: string, say: Say, unit = '') {
  say(`\n${title}\n${HEADING}`)
  const found = new Map([...outcomes].map(([name, rounds]) => [name, middleOf(rounds)]))
  for (const [name, outcome] of found) say(row(`${name}${unit}`, outcome))
  return found
}

/** Does something with a stand-in before the queue's server. */
async function behind<Result>(
  latencyMs: number,
  seed: number,
  work: (through: string) => Promise<Result>,
): Promise<Result> {
  const port = new URL(env().AWS_ENDPOINT_URL_SQS ?? '').port
  const standIn = await spawnProgram('stand-in', [port, String(latencyMs), '1', String(seed)])
  const [said] = await once(standIn.stdout, 'data')
  try {
    return await work(`http://127.0.0.1:${String(said).trim()}`)
  } finally {
    standIn.kill()
  }
}
