import { join } from 'node:path'
import { closeDatabase } from '@/lib/db/client'
import { requireSchema } from '@/lib/db/connection/check-database'
import { mayBeTheSchema } from '@/lib/db/failure-kind'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { withLock } from '@/lib/embedded/lock'
import { joinServices, leaveServices } from '@/lib/embedded/membership'
import { startPostgres, stopPostgres } from '@/lib/embedded/postgres'
import { startQueueServer, stopQueueServer } from '@/lib/embedded/queue-server'
import { watchParent } from '@/lib/embedded/watch-parent'
import { END_SIGNALS, exitCodeOf } from '@/lib/end-signals'
import { env, provideEnv, startedByNpm } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** What was embedded for this process. */
export type Services = {
  dataDir: string
  /** Where the embedded database lies; null where DATABASE_URL names another. */
  postgresFolder: string | null
  /** Whether the queue is the embedded one. */
  embeddedQueue: boolean
}

/**
 * Does `work` with a database and a queue: those that DATABASE_URL and SQS_QUEUE_URL name, else this
 * clone's embedded ones, which are started unless they run, and stopped after unless others use them.
 * The connections of this process are closed before. If npm dies, it ends as at SIGTERM.
 * @throws UserError in place of what failed since the database was never migrated, or not since an update.
 */
export async function withServices<T>(
  work: (services: Services) => Promise<T>,
  options: StartOptions = {},
): Promise<T> {
  // Not once it was told to end: to many, a second signal means at once.
  const unwatch = watchParent(startedByNpm(), () => process.kill(process.pid, 'SIGTERM'))
  let early: NodeJS.Signals | undefined
  const remember = (signal: NodeJS.Signals) => {
    unwatch()
    // Asked twice, it does not wait for a start that may take minutes.
    if (early !== undefined) process.exit(exitCodeOf(signal))
    early = signal
  }
  for (const signal of END_SIGNALS) process.on(signal, remember)
  const services = await startServices(options).finally(() => {
    for (const signal of END_SIGNALS) process.off(signal, remember)
  })
  const end = (signal: NodeJS.Signals) =>
    stopServices(services).finally(() => process.exit(exitCodeOf(signal)))
  if (early !== undefined) await end(early)
  const interrupted = (signal: NodeJS.Signals) => {
    unwatch()
    // Work that handles the signal itself ends in its own way, and the services with it.
    if (process.listenerCount(signal) === 1) void end(signal)
  }
  for (const signal of END_SIGNALS) process.on(signal, interrupted)
  try {
    return await work(services)
  } catch (error) {
    throw await explained(error)
  } finally {
    for (const signal of END_SIGNALS) process.off(signal, interrupted)
    unwatch()
    await closeDatabase()
    await stopServices(services)
  }
}

async function explained(error: unknown): Promise<unknown> {
  if (!mayBeTheSchema(error)) return error
  return requireSchema().then(
    () => error,
    (reason) => (reason instanceof UserError ? reason : error),
  )
}

type StartOptions = {
  /** Whether an embedded database is brought up to date; so by default. */
  migrate?: boolean
  /** Whether the work needs the queue; so by default. */
  queue?: boolean
  /** Hears what is being done, in words. */
  progress?: (line: string) => void
}

/** Starts, or joins, what this process needs and is not configured; `stopServices` undoes it. */
export async function startServices({
  migrate = true,
  queue = true,
  progress = () => {},
}: StartOptions = {}): Promise<Services> {
  const { VEILGATE_DATA_DIR: dataDir, DATABASE_URL, SQS_QUEUE_URL } = env()
  const needsPostgres = DATABASE_URL === undefined
  const needsQueue = queue && SQS_QUEUE_URL === undefined
  const services: Services = { dataDir, postgresFolder: null, embeddedQueue: needsQueue }
  if (!needsPostgres && !needsQueue) return services

  makeDataDir(dataDir)
  await withLock(join(dataDir, 'lock'), async () => {
    joinServices(dataDir)
    try {
      if (needsPostgres) {
        progress('Starting the embedded Postgres')
        const { url, folder } = await startPostgres(dataDir)
        services.postgresFolder = folder
        provideEnv({ DATABASE_URL: url })
      }
      if (needsQueue) {
        progress('Starting the embedded queue')
        provideQueue((await startQueueServer(dataDir)).port)
      }
    } catch (error) {
      await leave(dataDir)
      throw error
    }
  })
  provideEnv({
    VEILGATE_EMBEDDED: [needsPostgres && 'postgres', needsQueue && 'queue']
      .filter(Boolean)
      .join(','),
  })
  if (needsPostgres && migrate) {
    try {
      progress('Bringing the database up to date')
      const { applied } = await migrateDatabase(env().DATABASE_URL ?? '')
      await completeRollups(applied)
    } catch (error) {
      await stopServices(services)
      throw error
    }
  }
  return services
}

/** Leaves the embedded services, and stops them if no other process uses them. */
export async function stopServices(services: Services): Promise<void> {
  if (services.postgresFolder === null && !services.embeddedQueue) return
  await withLock(join(services.dataDir, 'lock'), () => leave(services.dataDir))
}

async function leave(dataDir: string) {
  if (!leaveServices(dataDir)) return
  try {
    await stopQueueServer(dataDir)
  } finally {
    // Also where the disk is full and nothing can be noted of the queue.
    await stopPostgres(dataDir)
  }
}

function provideQueue(port: number) {
  provideEnv({
    SQS_QUEUE_URL: `http://127.0.0.1:${port}/000000000000/logins`,
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    AWS_REGION: 'us-east-1',
    // It checks no signature; real credentials, and the profile that would go before these, have
    // no business there.
    AWS_ACCESS_KEY_ID: 'embedded',
    AWS_SECRET_ACCESS_KEY: 'embedded',
    AWS_SESSION_TOKEN: '',
    AWS_PROFILE: '',
  })
}
