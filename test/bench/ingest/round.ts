import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import type pg from 'pg'
import { ROLLUP_NAMES } from '@/lib/db/rollups/rollup-tables'
import { databaseUrl, env, provideEnv } from '@/lib/env'
import type { Ledger } from '@/lib/model/pipeline/ledger'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'
import type { Contender } from '@/test/bench/ingest/contenders'
import type { Drained } from '@/test/bench/ingest/contenders/report'
import { PLAIN_SCHEMA, PLAIN_TABLE } from '@/test/bench/ingest/contenders/stores'
import { postgresCpuMs, processCpuMs } from '@/test/bench/ingest/processor-time'
import { programArgs } from '@/test/bench/ingest/programs'
import { ROOT } from '@/test/support/sources/root'

/** What one drain cost, by the message where not said otherwise. */
export type Outcome = {
  /** Messages a second. */
  rate: number
  /** Microseconds of the contender's processes, of Postgres, and of the queue's server. */
  clientMicros: number
  postgresMicros: number
  queueMicros: number
  calls: number
  /** Of its largest process. */
  rssMb: number
  /** What was not as it must be. */
  problems: string[]
}

export type Bench = { postmaster: number; queueServer: number; database: pg.Client }

type Program = Drained & { ledger?: Ledger }

/** Has a contender drain a new queue into empty tables. */
export async function drainRound(
  { postmaster, queueServer, database }: Bench,
  contender: Contender,
  { label, count, through }: { label: string; count: number; through?: string },
): Promise<Outcome> {
  await emptyTables(database)
  const url = await fillQueue(label, count)
  const args = [url, String(count), contender.how ?? '']
  const before = { postgres: postgresCpuMs(postmaster), queue: processCpuMs(queueServer) }
  const programs = await Promise.all(
    Array.from({ length: contender.processes ?? 1 }, () =>
      runProgram<Program>(join('contenders', contender.program), args, through),
    ),
  )
  const postgresMs = postgresCpuMs(postmaster) - before.postgres
  const queueMs = processCpuMs(queueServer) - before.queue
  const sum = (of: (program: Program) => number) => programs.reduce((all, one) => all + of(one), 0)
  const spanMs =
    Math.max(...programs.map(({ lastAtMs }) => lastAtMs)) -
    Math.min(...programs.map(({ firstAtMs }) => firstAtMs))
  return {
    rate: count / (spanMs / 1_000),
    clientMicros: (sum(({ cpuMs }) => cpuMs) * 1_000) / count,
    postgresMicros: contender.rows === undefined ? 0 : (postgresMs * 1_000) / count,
    queueMicros: (queueMs * 1_000) / count,
    calls: sum(({ calls }) => calls) / count,
    rssMb: Math.max(...programs.map(({ rssMb }) => rssMb)),
    problems: await problemsOf(database, contender, programs, count),
  }
}

async function problemsOf(
  database: pg.Client,
  contender: Contender,
  programs: Program[],
  count: number,
): Promise<string[]> {
  const messages = programs.reduce((all, program) => all + program.messages, 0)
  const problems = programs.flatMap(({ ledger }) =>
    ledger === undefined || (ledger.balanced && ledger.failed === 0)
      ? []
      : [`the ledger does not balance: ${JSON.stringify(ledger)}`],
  )
  if (messages !== count) problems.push(`${messages} messages deleted instead of ${count}`)
  if (contender.rows !== undefined) {
    const table = contender.rows === 'veilgate' ? 'user_logins' : `${PLAIN_SCHEMA}.user_logins`
    const { rows } = await database.query(`SELECT count(*)::int AS rows FROM ${table}`)
    if (rows[0].rows !== count) problems.push(`${rows[0].rows} rows instead of ${count}`)
  }
  return problems.map((problem) => `${contender.name}: ${problem}`)
}

/** Empties what a drain fills. */
export async function emptyTables(database: pg.Client) {
  await database.query(PLAIN_TABLE)
  await database.query(`TRUNCATE user_logins, rejected_messages, pii_vault, pii_dek, ingest_batches,
    ingest_runs, unfolded_batches, ${ROLLUP_NAMES.join(', ')}`)
  await database.query('CHECKPOINT')
}

/** Makes a new queue, points the processes to come at it, and puts the same messages on it. */
async function fillQueue(name: string, count: number): Promise<string> {
  const client = new SQSClient({})
  const { QueueUrl: url = '' } = await client.send(
    new CreateQueueCommand({ QueueName: name, Attributes: { VisibilityTimeout: '120' } }),
  )
  client.destroy()
  closeQueue()
  provideEnv({ SQS_QUEUE_URL: url })
  const refused = await openQueue().send([...generateLogins({ count, seed: 1 })])
  if (refused.length > 0) throw new Error(`The queue refused ${refused.length} messages`)
  return url
}

/**
 * Runs a program of the bench and reads the JSON it prints.
 * @param through the address of a server before the queue's.
 */
export async function runProgram<Result>(
  name: string,
  args: string[],
  through?: string,
): Promise<Result> {
  const program = await spawnProgram(name, args, through)
  let [out, err] = ['', '']
  program.stdout.on('data', (chunk) => {
    out += chunk
  })
  program.stderr.on('data', (chunk) => {
    err = (err + chunk).slice(-4_000)
  })
  const code = await new Promise((done, fail) => program.once('error', fail).once('close', done))
  if (code !== 0) throw new Error(`${name} ended with ${code}\n${err}`)
  return JSON.parse(out) as Result
}

/** Starts a program of the bench. */
export async function spawnProgram(name: string, args: string[], through?: string) {
  const variables = {
    BENCH_DATABASE_URL: databaseUrl(),
    AWS_ENDPOINT_URL_SQS: through ?? env().AWS_ENDPOINT_URL_SQS,
  }
  return spawn(process.execPath, [...(await programArgs(name)), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...variables } as NodeJS.ProcessEnv,
  })
}
