import { randomUUID } from 'node:crypto'
import { buildConsole } from '@/lib/cli/build/build-console'
import { checkSite } from '@/lib/cli/start/check-site'
import { claimPort } from '@/lib/cli/start/claim-port'
import {
  checkAuthSecret,
  forgetSecrets,
  prepareKeys,
  prepareSample,
  prepareUsers,
  provideAuthSecret,
  readSecrets,
} from '@/lib/cli/start/first-start'
import { startBox } from '@/lib/cli/start/start-box'
import { warnOfSetupSecrets } from '@/lib/cli/start/warn-of-setup-secrets'
import { predecessorRuns, type WebMode, WebProcess } from '@/lib/cli/start/web-process'
import { defineCommand } from '@/lib/cli/terminal/command'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { say, step } from '@/lib/cli/terminal/progress'
import { untilStopped } from '@/lib/cli/terminal/until-stopped'
import { closeDatabase } from '@/lib/db/client'
import { checkDatabase } from '@/lib/db/connection/check-database'
import { completeRollups } from '@/lib/db/rollups/complete-rollups'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { keepServices } from '@/lib/embedded/keep-services'
import { provideRoles } from '@/lib/embedded/provide-roles'
import { type Services, startServices, stopServices } from '@/lib/embedded/services'
import { databaseUrl, env, forgetSetupSecrets, provideEnv } from '@/lib/env'
import { closeQueue } from '@/lib/queue/open-queue'

const COMMAND = defineCommand({
  name: 'npm start',
  about: `
    Builds the console if its sources have changed, starts an embedded Postgres and an embedded queue
    unless your own are configured, brings the database up to date, and serves the console. The
    variables are described in .env.example.`,
  flags: {},
})

/** `npm start`. @returns the exit code: 0 after Ctrl-C, 1 where the console could not be kept up. */
export async function main(args: string[]): Promise<number> {
  if (parseFlags(args, COMMAND) === null) return 0
  return serve('built')
}

/** Serves the console until it is told to stop, building it first where that is the mode. */
export async function serve(mode: WebMode): Promise<number> {
  const { VEILGATE_DATA_DIR: dataDir, VEILGATE_HOST: host, PORT } = env()
  checkAuthSecret()
  checkSite(host)
  const port = await claimPort(PORT, host, () => predecessorRuns(dataDir, PORT))
  provideEnv({ PORT: String(port) })
  makeDataDir(dataDir)

  return untilStopped(async ({ signal, onStop, stop }) => {
    if (mode === 'built') await buildConsole(signal)
    signal.throwIfAborted()
    const services = await startServices({ migrate: false, progress: say })
    if (services.postgresFolder !== null || services.embeddedQueue) {
      onStop(() => step('Stopping the embedded services', () => stopServices(services)))
      onStop(keepServices(services, say))
    }
    const prepared = await prepare(services, signal)
    if (services.postgresFolder !== null) {
      await step('Setting up the database roles', () => provideRoles(services))
    }
    const web = new WebProcess({ host, port, dataDir, mode }, () => stop(1))
    onStop(
      () => step('Stopping the console, after the batches in hand', () => web.stop()),
      () => web.kill(),
    )
    // The built server would end at once; ours finishes the batches in hand.
    if (mode !== 'dev') provideEnv({ NEXT_MANUAL_SIG_HANDLE: 'true' })
    // A web process that is started again goes on with the runs of the one that died.
    provideEnv({ VEILGATE_INSTANCE: randomUUID() })
    await step('Starting the console', () => web.start())
    signal.throwIfAborted()
    process.stdout.write(`\n${startBox(services, prepared)}\n\n`)
    forgetSecrets(dataDir)
  })
}

async function prepare(services: Services, signal: AbortSignal) {
  try {
    await step('Bringing the database up to date', async (tell) => {
      const { applied } = await migrateDatabase(databaseUrl())
      await completeRollups(applied, tell)
    })
    const { warnings } = await checkDatabase()
    for (const warning of warnings) say(warning)
    signal.throwIfAborted()
    provideAuthSecret(services)
    const secrets = readSecrets(services.dataDir)
    const keysProblem = await prepareKeys(services, secrets)
    await prepareUsers(services, secrets)
    signal.throwIfAborted()
    await prepareSample(services)
    signal.throwIfAborted()
    warnOfSetupSecrets()
    forgetSetupSecrets()
    return { secrets, keysProblem }
  } finally {
    // From here on, the console's own process talks to them.
    await closeDatabase()
    closeQueue()
  }
}
