import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { freePort } from '../../lib/embedded/free-port'
import { runningPostgres } from '../../lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '../../lib/embedded/postgres-state'
import { isRunning } from '../../lib/embedded/process-identity'

type Start = { npm: ChildProcess; output(): string }

let dataDir = ''
let port = 0
const started: Start[] = []

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'veilgate-start-'))
  chmodSync(dataDir, 0o711)
  port = await freePort()
})

test.afterEach(async () => {
  for (const { npm } of started.splice(0)) await end(npm, 'SIGTERM')
  if (postgresRuns()) {
    const last = await start()
    await end(last.npm, 'SIGTERM')
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('the first start shows its secrets once, and Ctrl-C leaves nothing running', async () => {
  test.setTimeout(120_000)
  const first = await start()
  expect(first.output()).toMatch(/Admin +admin@example\.com +\w{5}-\w{5}-\w{5}-\w{5} /)
  expect(first.output()).toMatch(/Operator +operator@example\.com +\w{5}-\w{5}-\w{5}-\w{5} /)
  expect(first.output()).toMatch(/Vault passphrase +\S{12,} /)
  expect(existsSync(join(dataDir, 'first-start.json'))).toBe(false)
  expect(await health()).toBe(200)

  const second = spawnStart()
  await once(second.npm, 'exit')
  expect([second.npm.exitCode, second.npm.signalCode, second.output()]).toEqual([
    1,
    null,
    expect.stringMatching(new RegExp(`Port ${port} is taken .* PORT=`)),
  ])

  await end(first.npm, 'SIGINT')
  expect(first.output()).toMatch(/Stopped\n$/)
  expect([postgresRuns(), webRuns(), await health()]).toEqual([false, false, null])

  const again = await start()
  expect(again.output()).not.toMatch(/Admin|passphrase|sample logins/)
})

test('a killed web process is started again, a killed launcher hinders no one', async () => {
  test.setTimeout(120_000)
  const first = await start()
  process.kill(webPid(), 'SIGKILL')
  await expect.poll(health, { timeout: 30_000 }).toBe(200)
  expect(first.output()).toMatch(/The console died \(SIGKILL\)\. It is started again\./)

  process.kill(launcherPid(first), 'SIGKILL')
  await once(first.npm, 'exit')
  const second = await start()
  expect(await health()).toBe(200)

  // Of npm: its children hear of it from nobody.
  second.npm.kill('SIGKILL')
  await expect.poll(() => [postgresRuns(), webRuns()], { timeout: 30_000 }).toEqual([false, false])
})

function spawnStart(): Start {
  const npm = spawn('npm', ['start'], {
    // A terminal's group of processes, as a shell makes it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      PORT: String(port),
      VEILGATE_DATA_DIR: dataDir,
      DATABASE_URL: '',
      SQS_QUEUE_URL: '',
    },
  })
  let output = ''
  npm.stdout.on('data', (chunk) => {
    output += chunk
  })
  npm.stderr.on('data', (chunk) => {
    output += chunk
  })
  const run = { npm, output: () => output }
  started.push(run)
  return run
}

async function start(): Promise<Start> {
  const run = spawnStart()
  await expect
    .poll(() => run.output() + (run.npm.exitCode ?? ''), { timeout: 60_000 })
    .toContain('Veilgate is ready')
  return run
}

/** Signals the whole group, as a terminal does. */
async function end(npm: ChildProcess, signal: NodeJS.Signals) {
  if (npm.exitCode !== null || npm.signalCode !== null) return
  const exit = once(npm, 'exit')
  process.kill(-(npm.pid ?? 0), signal)
  await exit
}

function launcherPid(run: Start): number {
  const children = (pid: number) =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)
  let pid = run.npm.pid ?? 0
  while (!readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('node\0lib/cli')) {
    pid = children(pid)[0] ?? 0
  }
  return pid
}

function webState(): string | null {
  const path = join(dataDir, `web-${port}.json`)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).process : null
}

function webPid(): number {
  return Number(webState()?.split('@')[0])
}

function webRuns(): boolean {
  return isRunning(webState() ?? '')
}

function postgresRuns(): boolean {
  const state = readPostgresState(dataDir)
  return state !== null && runningPostgres(clusterFolder(dataDir, state)) !== null
}

async function health(): Promise<number | null> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).status
  } catch {
    return null
  }
}
