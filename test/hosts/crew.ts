import { createHash } from 'node:crypto'
import { type Ending, type Process, startCommand, startProcess } from '@/test/chaos/processes'
import type { HostName } from '@/test/hosts/network'
import { type OlderVersion, olderCommand } from '@/test/hosts/older-version'
import {
  AUTH_SECRET,
  CONSOLE_PORT,
  METRICS_TOKEN,
  type Surroundings,
} from '@/test/hosts/surroundings'
import { until } from '@/test/hosts/until'

export type WorkerHost = Extract<HostName, `worker-${number}`>
export type ConsoleHost = Extract<HostName, `console-${number}`>
export const WORKERS: readonly WorkerHost[] = ['worker-1', 'worker-2']
export const CONSOLES: readonly ConsoleHost[] = ['console-1', 'console-2']

/** The processes of the product, one on each host that is not the database's or the queue's. */
export type Crew = {
  startWorker(host: WorkerHost, version?: OlderVersion): Process
  startConsole(host: ConsoleHost): Process
  /** The one that was started last on a host. */
  on(host: HostName): Process
  /** What `/api/health` of a console answers, asked from this machine; null where nothing does. */
  health(host: ConsoleHost): Promise<number | null>
  /** A figure of a console's `/api/metrics`; null where it cannot be had. */
  figure(host: ConsoleHost, series: string): Promise<number | null>
  /** Tells all to end, and waits for it. @returns how those ended that nobody had told to. */
  stop(): Promise<{ host: HostName; ending: Ending }[]>
}

const STOP_SECONDS = 60
const ASK_MS = 5_000

export function createCrew(surroundings: Surroundings): Crew {
  const current = new Map<HostName, Process>()
  const all: { host: HostName; process: Process }[] = []
  const keep = (host: HostName, process: Process) => {
    current.set(host, process)
    all.push({ host, process })
    return process
  }
  const ask = async (host: ConsoleHost, path: string) => {
    const url = `${urlOf(surroundings, host)}${path}`
    const headers = { authorization: `Bearer ${METRICS_TOKEN}` }
    return fetch(url, { headers, signal: AbortSignal.timeout(ASK_MS) }).catch(() => null)
  }
  return {
    startWorker: (host, version) => keep(host, startWorker(surroundings, host, version)),
    startConsole: (host) => keep(host, startConsole(surroundings, host)),
    on: (host) => current.get(host) as Process,
    health: async (host) => (await ask(host, '/api/health'))?.status ?? null,
    figure: async (host, series) => {
      const answer = await ask(host, '/api/metrics')
      const text = answer?.ok ? await answer.text().catch(() => '') : ''
      const line = text.split('\n').find((each) => each.startsWith(`${series} `))
      return line === undefined ? null : Number(line.slice(series.length))
    },
    stop: async () => {
      const early = all.filter(({ process }) => hasEnded(process))
      const left = all.filter(({ process }) => !hasEnded(process))
      for (const { process } of left) process.signal('SIGTERM')
      if (!(await until(() => left.every(({ process }) => hasEnded(process)), STOP_SECONDS))) {
        for (const { host } of left) surroundings.hosts[host].killAll()
      }
      const endings = early.map(async ({ host, process }) => ({
        host,
        ending: await process.ended,
      }))
      return (await Promise.all(endings)).filter(({ ending }) => !ending.signalled)
    },
  }
}

function hasEnded({ child }: Process): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

function startWorker({ hosts, env }: Surroundings, host: WorkerHost, version?: OlderVersion) {
  const { via } = hosts[host]
  if (version === undefined) return startCommand(env(host), ['worker'], via)
  return startProcess([...via, ...olderCommand('worker')], {
    env: env(host),
    cwd: version.folder,
  })
}

function startConsole(surroundings: Surroundings, host: ConsoleHost) {
  const env = {
    ...surroundings.env(host),
    PORT: String(CONSOLE_PORT),
    VEILGATE_HOST: surroundings.hosts[host].address,
    VEILGATE_URL: urlOf(surroundings, host),
    VEILGATE_METRICS_TOKEN: METRICS_TOKEN,
    VEILGATE_AUTH_SECRET: AUTH_SECRET,
    VEILGATE_ADMIN_PASSWORD: passwordOf('admin'),
    VEILGATE_OPERATOR_PASSWORD: passwordOf('operator'),
  }
  return startCommand(env, ['start'], surroundings.hosts[host].via)
}

function urlOf({ hosts }: Surroundings, host: ConsoleHost): string {
  return `http://${hosts[host].address}:${CONSOLE_PORT}`
}

/** The same on both consoles: whichever comes first makes the accounts. */
function passwordOf(who: string): string {
  return createHash('sha256').update(`${AUTH_SECRET}/${who}`).digest('base64url')
}
