import { type ChildProcess, spawn } from 'node:child_process'
import { programArgs } from '@/test/support/programs/compile-programs'
import { ROOT } from '@/test/support/sources/root'

export type CliRun = {
  child: ChildProcess
  /** Once it has ended; `code` is null where a signal ended it. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** Starts a command in a process of its own, on the services of the test. */
export function startCli(command: string, args: string[] = []): CliRun {
  const child = spawn(process.execPath, [...programArgs('run-cli'), command, ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<Awaited<CliRun['ended']>>((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ code, stdout, stderr }))
  })
  return { child, ended }
}

/** Runs a command to its end. */
export async function runCli(command: string, args: string[] = []) {
  return startCli(command, args).ended
}
