import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readState } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'
import { ownEnv } from '@/lib/env'
import { makeTestFolder } from '@/test/support/servers/test-folder'

export type Account = { email: string; password: string }

export const OPERATOR: Account = {
  email: 'operator@example.com',
  password: 'lamp beside the window',
}

export const ADMIN: Account = {
  email: 'admin@example.com',
  password: 'kite over the harbour',
}

/** What the vault of a console that is started here opens to. */
export const PASSPHRASE = 'a passphrase for one run'

/** A built console on loopback, with embedded services of its own. */
export type Console = {
  url: string
  dataDir: string
  /** The memory of its web process, in MB. */
  rssMb(): number
  /** How often an exception has reached the top, as its log has it. */
  uncaught(): number
  stop(): Promise<void>
}

const START_SECONDS = 600

/** Builds the console where that is due, starts it and waits until it answers. */
export async function startConsole(): Promise<Console> {
  const dataDir = makeTestFolder('veilgate-console-')
  // Where we are root, Postgres runs as another account and has to get there.
  chmodSync(dataDir, 0o711)
  const port = await freePort()
  const child = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'start'], {
    env: {
      ...ownEnv(),
      // Empty counts as unset: what this process itself was pointed at is not the console's.
      DATABASE_URL: '',
      SQS_QUEUE_URL: '',
      VEILGATE_KEYS_DIR: '',
      PORT: String(port),
      VEILGATE_DATA_DIR: dataDir,
      VEILGATE_AUTH_SECRET: 'only for this run, at least 32 characters',
      VEILGATE_ADMIN_EMAIL: ADMIN.email,
      VEILGATE_ADMIN_PASSWORD: ADMIN.password,
      VEILGATE_OPERATOR_EMAIL: OPERATOR.email,
      VEILGATE_OPERATOR_PASSWORD: OPERATOR.password,
      VEILGATE_VAULT_PASSPHRASE: PASSPHRASE,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text
  })
  const url = `http://127.0.0.1:${port}`
  const stop = async () => {
    if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
    removeDataDir(dataDir)
  }
  for (const deadline = Date.now() + START_SECONDS * 1_000; Date.now() < deadline; ) {
    if (await answers(url)) {
      return {
        url,
        dataDir,
        rssMb: () => rssMb(join(dataDir, `web-${port}.json`)),
        uncaught: () => said.split(/uncaughtException|unhandledRejection/).length - 1,
        stop,
      }
    }
    if (child.exitCode !== null) break
    await sleep(500)
  }
  await stop()
  throw new Error(`The console did not start: ${said}`)
}

async function answers(url: string): Promise<boolean> {
  return fetch(`${url}/api/health`).then(
    ({ ok }) => ok,
    () => false,
  )
}

function rssMb(stateFile: string): number {
  const pid = readState<{ process: string }>(stateFile)?.process.split('@')[0] ?? ''
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', pid], { encoding: 'utf8' })) / 1024
}
