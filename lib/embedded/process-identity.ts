import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * What names a running process beyond doubt: its id and when it started, since ids are reused.
 * @returns null where no such process runs.
 */
export function processIdentity(pid: number): string | null {
  if (!isAlive(pid)) return null
  const started = startedAt(pid)
  return started === null ? null : `${pid}@${started}`
}

/** Whether the process that once had this identity still runs. */
export function isRunning(identity: string): boolean {
  const pid = Number(identity.split('@')[0])
  return Number.isInteger(pid) && pid > 0 && processIdentity(pid) === identity
}

/** Whether any process has this id. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The name of a process's program, such as `postgres`; empty where it cannot be told. */
export function programName(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
    if (process.platform === 'win32') return ''
    const path = execFileSync('ps', ['-o', 'comm=', '-p', String(pid)], { encoding: 'utf8' })
    return path.trim().split('/').at(-1) ?? ''
  } catch {
    return ''
  }
}

/** Null for a process that has ended, also one that its parent has not reaped yet. */
function startedAt(pid: number): string | null {
  try {
    if (process.platform === 'linux') {
      // The program's name, in brackets, may hold anything; the fields behind it are plain.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
      return fields[0] === 'Z' ? null : (fields[19] ?? null)
    }
    if (process.platform === 'win32') return 'running'
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], {
      encoding: 'utf8',
    }).trim()
    return line.startsWith('Z') || line === '' ? null : line.replace(/^\S+\s+/, '')
  } catch {
    return null
  }
}
