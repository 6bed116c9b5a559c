import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'

export type CliRun = {
  child: ChildProcess
  /** Once it has ended; `code` is null where a signal ended it. */
  ended: Promise<{ code: number | null; stdout: string; stderr: string }>
}

/** Starts a command in a process of its own, on the services of the test. */
export function startCli(command: string, args: string[] = []): CliRun {
  const root = resolve(import.meta.dirname, '../..')
  const program = resolve(import.meta.dirname, 'run-cli.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', program, command, ...args], {
    cwd: root,
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
