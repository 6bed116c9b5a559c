import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { freePort } from '../../lib/embedded/free-port'
import { runningPostgres } from '../../lib/embedded/postgres-process'
import { clusterFolder, readPostgresState } from '../../lib/embedded/postgres-state'
import { isRunning } from '../../lib/embedded/process-identity'
import { makeTestFolder } from '../support/servers/test-folder'

type Start = { npm: ChildProcess; output(): string }

/** The second goes on with the console that the first starts anew. */
test.describe.configure({ mode: 'serial' })

let dataDir = ''
let port = 0
const started: Start[] = []

test.beforeAll(async () => {
  dataDir = makeTestFolder('veilgate-start-')
  chmodSync(dataDir, 0o711)
  port = await freePort()
})

test.afterAll(async () => {
  for (const { npm } of started.splice(0)) await end(npm, 'SIGTERM')
  // npm does not wait for the launcher; nor does a killed launcher stop anything.
  if (!(await quiet())) {
    const last = await start()
    await end(last.npm, 'SIGTERM')
    expect(await quiet()).toBe(true)
  }
  rmSync(dataDir, { recursive: true, force: true })
})

test('the first start shows its secrets once, and Ctrl-C leaves nothing running', async ({
  page,
}) => {
  test.setTimeout(600_000)
  const first = await start()
  expect(first.output()).toMatch(/Admin +admin@example\.com +\w{5}-\w{5}-\w{5}-\w{5} /)
  expect(first.output()).toMatch(/Operator +operator@example\.com +\w{5}-\w{5}-\w{5}-\w{5} /)
  expect(first.output()).toMatch(/Vault passphrase +\S{12,} /)
  expect(existsSync(join(dataDir, 'first-start.json'))).toBe(false)
  await expect.poll(health, { timeout: 60_000 }).toBe(200)

  // A terminal's scrollback and a CI's log keep what was printed.
  const password = /Admin +admin@example\.com +(\S+)/.exec(first.output())?.[1] ?? ''
  await page.goto(`http://localhost:${port}/sign-in`)
  await page.getByLabel('E-mail address').fill('admin@example.com')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/change-password?next=**')

  const second = spawnStart()
  await once(second.npm, 'exit')
  expect([second.npm.exitCode, second.npm.signalCode, second.output()]).toEqual([
    1,
    null,
    expect.stringMatching(new RegExp(`Port ${port} is taken .* PORT=`)),
  ])

  await end(first.npm, 'SIGINT')
  expect(first.output()).toMatch(/Stopped\n$/)
  expect([...running(), await health()]).toEqual([null])

  const again = await start()
  expect(again.output()).not.toMatch(/Admin|passphrase|sample logins/)
})

test('a killed web process or Postgres is started again, a killed launcher hinders no one', async () => {
  test.setTimeout(600_000)
  const first = started.at(-1) as Start
  process.kill(webPid(), 'SIGKILL')
  await expect.poll(health, { timeout: 60_000 }).toBe(200)
  expect(first.output()).toMatch(/The console died \(SIGKILL\)\. It is started again\./)

  const postgres = runningPostgres(clusterFolder(dataDir, readPostgresState(dataDir) as never))
  process.kill(postgres?.pid as number, 'SIGKILL')
  const restarted = /The embedded Postgres died\. It is started again\./
  await expect.poll(first.output, { timeout: 60_000 }).toMatch(restarted)
  await expect.poll(health, { timeout: 60_000 }).toBe(200)

  process.kill(launcherPid(first), 'SIGKILL')
  await once(first.npm, 'exit')
  const second = await start()
  await expect.poll(health, { timeout: 60_000 }).toBe(200)

  // Of npm: its children hear of it from nobody.
  second.npm.kill('SIGKILL')
  await expect.poll(running, { timeout: 30_000 }).toEqual([])
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
    .poll(() => run.output() + (run.npm.exitCode ?? ''), { timeout: 240_000 })
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

/** What of this data folder runs. */
function running(): string[] {
  const state = readPostgresState(dataDir)
  const queue = join(dataDir, 'queue.json')
  return [
    ...(isRunning(webState() ?? '') ? ['web'] : []),
    ...(state && runningPostgres(clusterFolder(dataDir, state)) ? ['postgres'] : []),
    ...(existsSync(queue) && isRunning(JSON.parse(readFileSync(queue, 'utf8')).process ?? '')
      ? ['queue']
      : []),
  ]
}

async function quiet(): Promise<boolean> {
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(200)) {
    if (running().length === 0) return true
  }
  return false
}

async function health(): Promise<number | null> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).status
  } catch {
    return null
  }
}
