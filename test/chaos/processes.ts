import { type ChildProcess, spawn } from 'node:child_process'
import { programArgs } from '@/test/support/programs/compile-programs'
import { ROOT } from '@/test/support/sources/root'

export type Ending = {
  code: number | null
  stdout: string
  stderr: string
  /** Whether we killed or signalled it. */
  signalled: boolean
}

/** A command of the product in a process of its own. */
export type Process = {
  child: ChildProcess
  signal(name: NodeJS.Signals): void
  /** What it has said on stderr so far: a time and a line each. */
  lines: { atMs: number; line: string }[]
  ended: Promise<Ending>
}

/**
 * Starts a command as `npm run` does, with an environment of its own.
 * @param via what a command line begins with, to run somewhere else than here.
 */
export function startCommand(
  env: NodeJS.ProcessEnv,
  args: string[],
  via: readonly string[] = [],
): Process {
  return startProcess([...via, process.execPath, ...programArgs('run-cli'), ...args], { env })
}

/** Runs a command to its end. */
export function runCommand(env: NodeJS.ProcessEnv, args: string[]): Promise<Ending> {
  return startCommand(env, args).ended
}

/** Starts a program, in the project's folder unless another is given. */
export function startProcess(
  [program = '', ...args]: readonly string[],
  { env, cwd = ROOT }: { env: NodeJS.ProcessEnv; cwd?: string },
): Process {
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const lines: Process['lines'] = []
  let [stdout, stderr, signalled] = ['', '', false]
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
    for (const line of String(chunk).split('\n')) if (line) lines.push({ atMs: Date.now(), line })
  })
  const ended = new Promise<Ending>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ code, stdout, stderr, signalled }))
  })
  const signal = (name: NodeJS.Signals) => {
    signalled = true
    child.kill(name)
  }
  return { child, signal, lines, ended }
}
