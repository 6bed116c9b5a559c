import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runningPostgres } from '../../../lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '../../../lib/embedded/postgres-state'
import { consoleUnderTest } from './console-under-test'

/**
 * Does something while a server of the console under test does not answer. It is held still, not ended:
 * one that ended would be started again sooner than it could be looked at.
 */
export async function whileStopped(
  server: 'postgres' | 'queue',
  act: () => Promise<void>,
  dataDir = consoleUnderTest().dataDir,
) {
  const main = server === 'postgres' ? postgresPid(dataDir) : queuePid(dataDir)
  // First, so that it starts no more of those that are looked for after it.
  process.kill(main, 'SIGSTOP')
  const pids = [main, ...childrenOf(main)]
  for (const pid of pids) process.kill(pid, 'SIGSTOP')
  try {
    await act()
  } finally {
    // Some may have ended meanwhile.
    for (const pid of pids) if (existsSync(`/proc/${pid}`)) process.kill(pid, 'SIGCONT')
  }
}

function postgresPid(dataDir: string): number {
  const state = readPostgresState(dataDir)
  const found = state === null ? null : runningPostgres(clusterFolder(dataDir, state))
  if (found === null) throw new Error('The Postgres of the console under test does not run.')
  return found.pid
}

function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8')
  return children.split(' ').filter(Boolean).map(Number)
}

function queuePid(dataDir: string): number {
  const { process } = JSON.parse(readFileSync(join(dataDir, 'queue.json'), 'utf8'))
  return Number(String(process).split('@')[0])
}
