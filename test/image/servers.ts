import { join } from 'node:path'
import { ownEnv } from '@/lib/env'
import { startProcess } from '@/test/chaos/processes'
import { until } from '@/test/hosts/until'
import {
  makeTestCluster,
  removeCluster,
  serveCluster,
} from '@/test/support/servers/postgres-cluster'
import { queueAt, type TestQueue } from '@/test/support/servers/sqs'

/** What docker-compose.yml takes from other images, here from this clone, at the ports that it has there. */
export type Servers = {
  /** Of the superuser. */
  password: string
  sql<Row extends object>(text: string): Promise<Row[]>
  queue: TestQueue
  stop(): Promise<void>
}

const POSTGRES_PORT = 5432
const QUEUE_PORT = 9324
const START_SECONDS = 30

/** Starts both. The superuser is `veilgate`, and the database `veilgate` is there, empty. */
export async function startServers(folder: string): Promise<Servers> {
  const cluster = await makeTestCluster(join(folder, 'database'))
  const postgres = await serveCluster(cluster, { port: POSTGRES_PORT })
  const at = `http://127.0.0.1:${QUEUE_PORT}/`
  const server = startProcess(
    [process.execPath, 'test/image/serve-queue.mjs', '127.0.0.1', String(QUEUE_PORT)],
    { env: ownEnv() },
  )
  await postgres.sql('CREATE DATABASE veilgate')
  const url = `http://sqs:${QUEUE_PORT}/000000000000/logins`
  const queue = queueAt(at, { name: 'logins', url, deadLetterUrl: `${url}-dead-letter` })
  const isThere = async () => (await queue.depth()).visible === 0
  if (!(await until(isThere, START_SECONDS))) throw new Error('The queue does not start')
  return {
    password: cluster.password,
    sql: (text) => postgres.sql(text, 'veilgate'),
    queue,
    stop: async () => {
      server.signal('SIGTERM')
      await Promise.all([postgres.stop('killed'), server.ended])
      removeCluster(cluster)
    },
  }
}
