import { join } from 'node:path'
import { ownEnv } from '@/lib/env'
import { startProcess } from '@/test/chaos/processes'
import { until } from '@/test/hosts/until'
import { makeTestCluster, removeCluster, serveCluster } from '@/test/support/postgres-cluster'
import { createQueue, type TestQueue } from '@/test/support/sqs'

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
    [process.execPath, 'test/hosts/serve-queue.mjs', '127.0.0.1', String(QUEUE_PORT)],
    { env: ownEnv() },
  )
  await postgres.sql('CREATE DATABASE veilgate')
  let queue: TestQueue | undefined
  const isThere = async () => {
    queue = await createQueue(at, { name: 'logins' })
    return true
  }
  if (!(await until(isThere, START_SECONDS))) throw new Error('The queue does not start')
  return {
    password: cluster.password,
    sql: (text) => postgres.sql(text, 'veilgate'),
    queue: queue as TestQueue,
    stop: async () => {
      server.signal('SIGTERM')
      await Promise.all([postgres.stop('killed'), server.ended])
      removeCluster(cluster)
    },
  }
}
