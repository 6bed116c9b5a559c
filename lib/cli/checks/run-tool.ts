import { spawn } from 'node:child_process'
import { ownEnv } from '@/lib/env'

/**
 * Runs a JavaScript tool to its end, its output being ours, in an environment without any variable
 * that configures Veilgate. Stopping it gives it time to clean up.
 * @returns its exit code.
 */
export function runTool(
  args: string[],
  variables: Record<string, string>,
  signal: AbortSignal,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...ownEnv(), ...variables },
      signal,
      killSignal: 'SIGTERM',
    })
    child.once('error', (error) => {
      if (!signal.aborted) reject(error)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}
