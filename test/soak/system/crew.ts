import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { readState } from '@/lib/embedded/data-dir'
import { freePort } from '@/lib/embedded/free-port'
import { isRunning } from '@/lib/embedded/process-identity'
import { type Ending, type Program, startProgram } from '@/test/soak/system/program'
import type { Surroundings } from '@/test/soak/system/surroundings'
import type { Reading } from '@/test/soak/verdict/growth'

/** The processes of the product: two workers, of which the first is never ended by us, and a console. */
export type Crew = {
  /** Of the console. */
  url: string
  /** Starts one in the place of the one that ended. */
  start(member: Member): void
  end(member: Member, signal: 'SIGTERM' | 'SIGKILL'): Promise<Ending>
  /** Reads the memory of those that run, in MB, and keeps it with their lives. */
  readMemory(): Record<Member, number | null>
  /** Every process there was. */
  lives: readonly Life[]
  /** Those that ended by themselves, in sentences. */
  deaths(): string[]
  /** Ends all at once, whatever they do. */
  kill(): Promise<void>
}

export const MEMBERS = ['worker 1', 'worker 2', 'console'] as const
export type Member = (typeof MEMBERS)[number]

/** One process, from its start to its end. */
type Life = { name: Member; pid: number; readings: Reading[] }

/** Starts all three. The console is built first where that is due. */
export async function startCrew({ workerEnv, consoleEnv, logs }: Surroundings): Promise<Crew> {
  const port = await freePort()
  const webPid = () => webPidOf(String(consoleEnv.VEILGATE_DATA_DIR), port)
  const all: Program[] = []
  const current = new Map<Member, Program>()
  const lives: Life[] = []
  const start = (member: Member) => {
    const isConsole = member === 'console'
    const env = isConsole ? { ...consoleEnv, PORT: String(port) } : workerEnv
    const logPath = join(logs, `${member.replace(' ', '-')}.log`)
    const program = startProgram(member, isConsole ? 'start' : 'worker', { env, logPath })
    all.push(program)
    current.set(member, program)
  }
  const pidOf = (member: Member) => {
    const program = current.get(member)
    if (!program?.isRunning()) return null
    return member === 'console' ? webPid() : program.pid
  }
  for (const member of MEMBERS) start(member)
  return {
    url: `http://127.0.0.1:${port}`,
    start,
    end: async (member, signal) => {
      const ending = (current.get(member) as Program).end(signal)
      // It is in a group of its own, so that it can end in its own time.
      if (member === 'console' && signal === 'SIGKILL') killProcess(webPid())
      return ending
    },
    readMemory: () => {
      const memory = MEMBERS.map((name) => [name, readMemoryOf(name, pidOf(name), lives)])
      return Object.fromEntries(memory)
    },
    lives,
    deaths: () =>
      all.flatMap((program) => {
        const how = program.diedBy()
        return how === null ? [] : [`${program.name} ended by itself (${how}).`]
      }),
    kill: async () => {
      const ends = all.map((program) => program.end('SIGKILL'))
      killProcess(webPid())
      await Promise.all(ends)
    },
  }
}

/** Of the process that serves the console; null where there is none. */
function webPidOf(dataDir: string, port: number): number | null {
  const web = readState<{ process: string }>(join(dataDir, `web-${port}.json`))?.process ?? ''
  return isRunning(web) ? Number(web.split('@')[0]) : null
}

function readMemoryOf(name: Member, pid: number | null, lives: Life[]): number | null {
  const rssMb = pid === null ? null : rssMbOf(pid)
  if (pid === null || rssMb === null) return null
  let life = lives.findLast((each) => each.name === name && each.pid === pid)
  if (life === undefined) {
    life = { name, pid, readings: [] }
    lives.push(life)
  }
  life.readings.push({ atMs: Date.now(), rssMb })
  return rssMb
}

/** Null of a process that has just ended. */
function rssMbOf(pid: number): number | null {
  try {
    const kb = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })
    return Number(kb) / 1_024
  } catch {
    return null
  }
}

function killProcess(pid: number | null) {
  if (pid === null) return
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}
