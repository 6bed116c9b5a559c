import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ownEnv } from '@/lib/env'
import { startProcess } from '@/test/chaos/processes'
import { VISIBILITY_TIMEOUT_SECONDS } from '@/test/chaos/system'
import { type Host, type HostName, NETWORK_RANGE } from '@/test/hosts/network'
import {
  admitNetwork,
  makeTestCluster,
  removeCluster,
  type ServedCluster,
  serveCluster,
} from '@/test/support/servers/postgres-cluster'
import { createQueue, deleteQueue, type TestQueue } from '@/test/support/servers/sqs'

/** A database and a queue, each on its host, and what processes on other hosts are given of them. */
export type Surroundings = {
  hosts: Record<HostName, Host>
  /** A statement on the present database, as superuser. @throws where its host is not there. */
  sql<Row extends object>(text: string): Promise<Row[]>
  queue(): TestQueue
  /** For a process on a host; its keys are those that its host has. */
  env(host: HostName): NodeJS.ProcessEnv
  /** For who owns the database, on this machine. */
  ownerEnv(): NodeJS.ProcessEnv
  /** An empty database, without a table, and an empty queue; the same addresses as before. */
  renew(): Promise<void>
  /** Gives a host the keys that it needs, from the owner's. */
  giveKeys(): void
  close(): Promise<void>
}

const NAME = 'hosts'
const OWNER = 'hosts_owner'
/** In the role `veilgate_worker`, which the database's owner makes. */
export const WORKER_LOGIN = 'hosts_worker'
const PASSWORD = 'only-for-the-suite'
const POSTGRES_PORT = 5432
const QUEUE_PORT = 9324
export const CONSOLE_PORT = 3000
export const METRICS_TOKEN = 'only-for-the-suite-and-long-enough'
export const AUTH_SECRET = 'only for the suite, at least 32 characters'
/** As the embedded queue has it. */
const MAX_RECEIVE_COUNT = 5

/** Starts Postgres and the queue on their hosts, in a folder that is thrown away. */
export async function startSurroundings(
  folder: string,
  hosts: Record<HostName, Host>,
): Promise<Surroundings> {
  const cluster = await makeTestCluster(join(folder, 'database'))
  admitNetwork(cluster, NETWORK_RANGE)
  const postgres = await serveCluster(cluster, {
    address: hosts.database.address,
    port: POSTGRES_PORT,
    via: hosts.database.via,
  })
  const at = `http://${hosts.queue.address}:${QUEUE_PORT}/`
  const server = startProcess(
    [
      ...hosts.queue.via,
      process.execPath,
      'test/hosts/serve-queue.mjs',
      hosts.queue.address,
      `${QUEUE_PORT}`,
    ],
    { env: ownEnv() },
  )
  await postgres.sql(`CREATE ROLE ${OWNER} LOGIN CREATEROLE PASSWORD '${PASSWORD}'`)
  await postgres.sql(`CREATE ROLE ${WORKER_LOGIN} LOGIN PASSWORD '${PASSWORD}'`)
  let queue: TestQueue | undefined
  const envOf = (who: string, login: string) => {
    const postgresAddress = hosts.database.address
    return environment(folder, who, { login, at, queueUrl: queue?.url ?? at, postgresAddress })
  }
  return {
    hosts,
    sql: (text) => postgres.sql(text, NAME),
    queue: () => queue as TestQueue,
    env: (host) => envOf(host, host.startsWith('worker') ? WORKER_LOGIN : OWNER),
    ownerEnv: () => envOf('owner', OWNER),
    giveKeys: () => giveKeys(folder, hosts),
    renew: async () => {
      await renewDatabase(postgres)
      if (queue) await deleteQueue(queue)
      queue = await createQueueOnceThere(at)
    },
    close: async () => {
      server.signal('SIGTERM')
      await Promise.all([postgres.stop('killed'), server.ended])
      removeCluster(cluster)
    },
  }
}

type Ends = { login: string; at: string; queueUrl: string; postgresAddress: string }

function environment(folder: string, who: string, ends: Ends): NodeJS.ProcessEnv {
  return {
    ...ownEnv(),
    DATABASE_URL: `postgresql://${ends.login}:${PASSWORD}@${ends.postgresAddress}:${POSTGRES_PORT}/${NAME}`,
    SQS_QUEUE_URL: ends.queueUrl,
    AWS_ENDPOINT_URL_SQS: ends.at.slice(0, -1),
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'hosts',
    AWS_SECRET_ACCESS_KEY: 'hosts',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    VEILGATE_DATA_DIR: join(folder, who),
    VEILGATE_KEYS_DIR: join(folder, `${who}-keys`),
    VEILGATE_VAULT_PASSPHRASE: who === 'owner' ? 'only for the suite, thrown away' : '',
    // Small enough that something is always in hand.
    VEILGATE_BATCH_SIZE: '50',
  }
}

/** Workers get what they need to mask and seal, and consoles the wrapped private key as well. */
function giveKeys(folder: string, hosts: Record<HostName, Host>) {
  for (const name of Object.keys(hosts)) {
    if (!/^(?:worker|console)/.test(name)) continue
    const to = join(folder, `${name}-keys`)
    mkdirSync(to, { mode: 0o700, recursive: true })
    const few = ['token.key.json', 'vault.pub.json']
    const files = name.startsWith('worker') ? few : [...few, 'vault.key.json']
    for (const file of files) copyFileSync(join(folder, 'owner-keys', file), join(to, file))
  }
}

async function renewDatabase(postgres: ServedCluster) {
  await postgres.sql(`DROP DATABASE IF EXISTS ${NAME} WITH (FORCE)`)
  await postgres.sql(`CREATE DATABASE ${NAME} OWNER ${OWNER}`)
}

async function createQueueOnceThere(at: string): Promise<TestQueue> {
  const visibilityTimeoutSeconds = VISIBILITY_TIMEOUT_SECONDS
  const options = { name: NAME, visibilityTimeoutSeconds, maxReceiveCount: MAX_RECEIVE_COUNT }
  for (const deadline = Date.now() + 30_000; ; await sleep(100)) {
    try {
      return await createQueue(at, options)
    } catch (error) {
      if (Date.now() > deadline) throw error
    }
  }
}
