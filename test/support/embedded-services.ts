import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { runningPostgres } from '@/lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '@/lib/embedded/postgres-state'
import { isRunning } from '@/lib/embedded/process-identity'
import { programArgs } from '@/test/support/programs/compile-programs'

export type User = { child: ChildProcess; database: string; queue: string; end(): Promise<void> }

let dataDir = ''
let users: User[] = []

/** A new folder for the services of the tests that follow. */
export function makeDataDir(): string {
  dataDir = mkdtempSync(join(tmpdir(), 'veilgate-services-'))
  chmodSync(dataDir, 0o711)
  return dataDir
}

export async function endUsers() {
  for (const user of users) await user.end()
  // Whatever a test has killed is cleared away by the next user, as in life.
  if (postgres() !== null || queueRuns()) await (await use()).end()
  users = []
}

/** Starts a process that uses the services of the folder, as `npm start` does. */
export async function use(): Promise<User> {
  const child = spawn(process.execPath, programArgs('use-services'), {
    env: { ...process.env, DATABASE_URL: '', SQS_QUEUE_URL: '', VEILGATE_DATA_DIR: dataDir },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let complaint = ''
  child.stderr?.on('data', (chunk) => {
    complaint += chunk
  })
  const said = await Promise.race([
    once(child.stdout as NodeJS.ReadableStream, 'data').then(([chunk]) => String(chunk)),
    once(child, 'close').then(() => Promise.reject(new Error(complaint))),
  ])
  const user: User = {
    child,
    ...JSON.parse(said),
    end: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.stdin?.end()
      await once(child, 'exit')
    },
  }
  users.push(user)
  return user
}

export function folder(): string | null {
  const state = readPostgresState(dataDir)
  return state === null ? null : clusterFolder(dataDir, state)
}

export function postgres() {
  const path = folder()
  return path === null ? null : runningPostgres(path)
}

export function queueState(): { process: string | null } | null {
  const path = join(dataDir, 'queue.json')
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : null
}

export function queueRuns(): boolean {
  const process = queueState()?.process
  return process != null && isRunning(process)
}

export function queuePid(): number {
  return Number(queueState()?.process?.split('@')[0])
}

export async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

export async function sqs(queue: string, action: string, body: object) {
  const response = await fetch(new URL(queue).origin, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `AmazonSQS.${action}`,
    },
    body: JSON.stringify({ QueueUrl: queue, ...body }),
  })
  if (!response.ok) throw new Error(`${action}: ${response.status}`)
  return (await response.json()) as Record<string, never>
}

export async function send(queue: string, bodies: string[]) {
  const ids: string[] = []
  for (const MessageBody of bodies) {
    ids.push((await sqs(queue, 'SendMessage', { MessageBody })).MessageId ?? '')
  }
  return ids
}

/** Receives the messages there are, and acknowledges them. */
export async function receive(queue: string): Promise<string[]> {
  const { Messages } = await sqs(queue, 'ReceiveMessage', { MaxNumberOfMessages: 10 })
  const messages = (Messages ?? []) as { MessageId: string; ReceiptHandle: string }[]
  for (const { ReceiptHandle } of messages) await sqs(queue, 'DeleteMessage', { ReceiptHandle })
  return messages.map((message) => message.MessageId)
}

/** Sends a request as it is written, without a body. */
export async function firstLine(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.write(`${request}\r\nconnection: close\r\n\r\n`)
  const [answer] = await once(socket.setEncoding('utf8'), 'data')
  socket.destroy()
  return String(answer).split('\r\n')[0] ?? ''
}

export function reaches(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 })
    const end = (reached: boolean) => {
      socket.destroy()
      resolve(reached)
    }
    socket.once('connect', () => end(true)).once('error', () => end(false))
    socket.once('timeout', () => end(false))
  })
}
