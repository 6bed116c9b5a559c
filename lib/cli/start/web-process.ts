import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { readState, writeState } from '@/lib/embedded/data-dir'
import { isRunning, processIdentity } from '@/lib/embedded/process-identity'
import { consoleEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** From its sources, reloading what changes; as `next build` left it; or as an image holds it. */
export type WebMode = 'dev' | 'built' | 'standalone'

type Address = { host: string; port: number; dataDir: string; mode: WebMode }

const START_SECONDS = 60
/** Its batches in hand are stored and acknowledged first. */
const STOP_SECONDS = 20
/** So many deaths in a row within as many seconds, and it is given up. */
const DEATHS = { most: 5, seconds: 60 }

/**
 * The process that serves the console. It ends when this one does, since it watches the channel
 * between them; if it dies by itself it is started again, sooner the first time than the next.
 */
export class WebProcess {
  readonly #address: Address
  readonly #onGiveUp: () => void
  #child: ChildProcess | undefined
  #stopping = false
  #deaths: number[] = []

  constructor(address: Address, onGiveUp: () => void) {
    this.#address = address
    this.#onGiveUp = onGiveUp
  }

  /** Starts it and waits until it answers. @throws UserError where it does not. */
  async start(): Promise<void> {
    this.#launch()
    const deadlineMs = performance.now() + START_SECONDS * 1_000
    while (performance.now() < deadlineMs) {
      if (this.#stopping) return
      if (await answers(this.#address)) return
      if (this.#deaths.length >= 2) break
      await sleep(50)
    }
    if (this.#stopping) return
    throw new UserError('The console does not answer; what it said is above.')
  }

  /** Ends it, in its own time. */
  async stop(): Promise<void> {
    this.#stopping = true
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    const forced = setTimeout(() => this.kill(), STOP_SECONDS * 1000)
    await ended
    clearTimeout(forced)
  }

  /** Ends it at once. */
  kill() {
    this.#child?.kill('SIGKILL')
  }

  #launch() {
    const { host, port, dataDir, mode } = this.#address
    const flags = mode === 'dev' ? [] : withoutInspector()
    const child = spawn(process.execPath, [...flags, ...serverArgs(this.#address)], {
      // Ctrl-C goes to every process of the terminal; this one is told by us, and in time.
      detached: true,
      // The standalone server has no flags.
      env: {
        ...consoleEnv(),
        ...(mode === 'standalone' && { HOSTNAME: host, PORT: String(port) }),
      },
      stdio: ['ignore', mode === 'dev' ? 'inherit' : 'ignore', 'inherit', 'ipc'],
    })
    this.#child = child
    rememberWeb(dataDir, port, child.pid)
    child.once('error', () => {})
    child.once('exit', (code, signal) => this.#died(signal ?? `code ${code}`))
  }

  #died(how: string) {
    if (this.#stopping) return
    const nowMs = performance.now()
    this.#deaths = this.#deaths.filter((atMs) => atMs > nowMs - DEATHS.seconds * 1_000)
    this.#deaths.push(nowMs)
    if (this.#deaths.length >= DEATHS.most) {
      process.stderr.write(
        `The console died again (${how}), the ${DEATHS.most}th time within a minute.\n`,
      )
      this.#onGiveUp()
      return
    }
    const waitMs = 250 * 2 ** (this.#deaths.length - 1)
    process.stderr.write(`The console died (${how}). It is started again.\n`)
    setTimeout(() => {
      if (!this.#stopping) this.#launch()
    }, waitMs)
  }
}

/** What is remembered of the last web process that listened on a port. */
type WebState = { process: string | null; launcher: string | null }

/** Whether a web process whose launcher was killed is still on its way out. */
export function predecessorRuns(dataDir: string, port: number): boolean {
  const state = readState<WebState>(webFile(dataDir, port))
  return isRunning(state?.process ?? '') && !isRunning(state?.launcher ?? '')
}

function rememberWeb(dataDir: string, port: number, pid: number | undefined) {
  if (pid === undefined) return
  const launcher = processIdentity(process.pid)
  writeState(webFile(dataDir, port), { process: processIdentity(pid), launcher })
}

function webFile(dataDir: string, port: number) {
  return join(dataDir, `web-${port}.json`)
}

function serverArgs({ host, port, mode }: Address): string[] {
  if (mode === 'standalone') return ['server.js']
  const command = mode === 'dev' ? 'dev' : 'start'
  return ['node_modules/next/dist/bin/next', command, '-H', host, '-p', String(port)]
}

/** SIGUSR1 would open Node's inspector, and with it everything the process knows. */
function withoutInspector(): string[] {
  const flag = '--disable-sigusr1'
  return process.allowedNodeEnvironmentFlags.has(flag) ? [flag] : []
}

async function answers({ host, port }: Address): Promise<boolean> {
  const here = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  try {
    await fetch(`http://${here.includes(':') ? `[${here}]` : here}:${port}/api/health`, {
      signal: AbortSignal.timeout(10_000),
    })
    return true
  } catch {
    return false
  }
}
