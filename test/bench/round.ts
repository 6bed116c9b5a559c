import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { CreateQueueCommand, SQSClient } from '@aws-sdk/client-sqs'
import { database } from '@/lib/db/client'
import { provideEnv } from '@/lib/env'
import type { Ledger } from '@/lib/model/ledger'
import { closeQueue, openQueue } from '@/lib/queue/open-queue'
import { generateLogins } from '@/lib/sample/generate-logins'

/** Messages a second, and what was not as it must be. */
export type Outcome = { rate: number; problems: string[] }

/** Drains a new queue by the bare loop. */
export async function bareRound(number: number, count: number): Promise<Outcome> {
  const url = await fillQueue(`bare-${number}`, count)
  const result = await child<{ messages: number; ms: number }>([
    'test/bench/bare-loop.mjs',
    url,
    `${count}`,
  ])
  const problems =
    result.messages === count ? [] : [`the bare loop saw ${result.messages} messages`]
  return { rate: rateOf(result), problems }
}

/** Drains a new queue by Veilgate, into empty tables. */
export async function veilgateRound(number: number, count: number): Promise<Outcome> {
  await emptyTables()
  await fillQueue(`veilgate-${number}`, count)
  const result = await child<{ messages: number; ms: number; ledger: Ledger }>([
    '--import',
    'tsx',
    'test/bench/veilgate-drain.ts',
  ])
  const rows = await database().userLogin.count()
  const { balanced, failed } = result.ledger
  const problems = [
    ...(balanced && failed === 0
      ? []
      : [`the ledger does not balance: ${JSON.stringify(result.ledger)}`]),
    ...(rows === count ? [] : [`${rows} rows instead of ${count}`]),
    ...(result.messages === count ? [] : [`${result.messages} acknowledged instead of ${count}`]),
  ]
  return { rate: rateOf(result), problems }
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

async function emptyTables() {
  await database().$executeRaw`
    TRUNCATE user_logins, rejected_messages, pii_vault, pii_dek, ingest_batches, ingest_runs`
}

/** Runs a program of Node's and reads the JSON it prints. */
async function child<Result>(args: string[]): Promise<Result> {
  const root = resolve(import.meta.dirname, '../..')
  const program = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  program.stdout.on('data', (chunk) => {
    out += chunk
  })
  program.stderr.on('data', (chunk) => {
    err = (err + chunk).slice(-4_000)
  })
  const code = await new Promise((done, fail) => program.once('error', fail).once('close', done))
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}\n${err}`)
  return JSON.parse(out) as Result
}

function rateOf({ messages, ms }: { messages: number; ms: number }): number {
  return Math.round(messages / (ms / 1000))
}
