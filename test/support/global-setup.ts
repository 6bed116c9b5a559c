import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { runsRoot } from '@/lib/cli/checks/runs-root'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { makeDataDir } from '@/lib/embedded/data-dir'
import { joinServices, leaveServices } from '@/lib/embedded/membership'
import { startPostgres, stopPostgres } from '@/lib/embedded/postgres'
import { startQueueServer, stopQueueServer } from '@/lib/embedded/queue-server'
import { compilePrograms } from '@/test/support/programs/compile-programs'
import { leftOut } from '@/test/support/runner/turns'
import { POSTGRES_HOME, startOwnPostgres } from '@/test/support/servers/own-postgres'
import { keepFoldersIn } from '@/test/support/servers/test-folder'

declare module 'vitest' {
  interface ProvidedContext {
    /** A migrated database, the template of each test file's own, and the queue server's port. */
    services: { templateUrl: string; queuePort: number }
  }
}

const PREFIX = 'veilgate-test-'

/** One Postgres and one SQS-speaking server for the whole run. */
export default async function setup(project: TestProject) {
  const left = leftOut().length
  if (left > 0)
    console.info(`${left} test files are left out of this run: it is the turn of others.`)
  await sweep()
  const dataDir = mkdtempSync(join(runsRoot(), PREFIX))
  chmodSync(dataDir, 0o711)
  makeDataDir(dataDir)
  joinServices(dataDir)
  keepFoldersIn(dataDir)
  const { url, folder } =
    POSTGRES_HOME === undefined
      ? await startPostgres(dataDir, { throwaway: true })
      : await startOwnPostgres(dataDir)
  const { port } = await startQueueServer(dataDir)
  await migrateDatabase(url)
  project.provide('services', { templateUrl: url, queuePort: port })
  const programs = await compilePrograms()
  return async () => {
    rmSync(programs, { recursive: true, force: true })
    leaveServices(dataDir)
    await remove(dataDir, folder)
  }
}

/** Ends what a killed run left behind. */
async function sweep() {
  for (const name of readdirSync(runsRoot())) {
    const dataDir = join(runsRoot(), name)
    if (!name.startsWith(PREFIX) || !existsSync(join(dataDir, 'in-use'))) continue
    if (statSync(dataDir).uid !== process.getuid?.()) continue
    if (leaveServices(dataDir)) await remove(dataDir)
  }
}

async function remove(dataDir: string, folder?: string) {
  await stopQueueServer(dataDir)
  await stopPostgres(dataDir)
  if (folder && !folder.startsWith(dataDir)) rmSync(dirname(folder), { recursive: true })
  rmSync(dataDir, { recursive: true, force: true })
}
