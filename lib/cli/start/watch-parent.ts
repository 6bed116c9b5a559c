import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * Calls back when the npm that started this process has died: kill -9 of it reaches nobody else.
 * There may be a shell in between. Not for whoever starts it without npm, which may well go away.
 * @returns stops watching.
 */
export function watchParent(startedByNpm: boolean, onDeath: () => void): () => void {
  if (!startedByNpm || process.platform === 'win32') return () => {}
  const parent = process.ppid
  const grandparent = parentOf(parent)
  const timer = setInterval(() => {
    const shellLostNpm = grandparent > 1 && parentOf(parent) !== grandparent
    if (process.ppid === parent && !shellLostNpm) return
    clearInterval(timer)
    onDeath()
  }, 1_000)
  timer.unref()
  return () => clearInterval(timer)
}

function parentOf(pid: number): number {
  try {
    if (process.platform === 'linux') {
      return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
    }
    return Number(execFileSync('ps', ['-o', 'ppid=', '-p', String(pid)], { encoding: 'utf8' }))
  } catch {
    return 0
  }
}
