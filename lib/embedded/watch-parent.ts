import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { programName } from '@/lib/embedded/process-identity'

/**
 * Calls back when the npm that started this process has died: kill -9 of it reaches nobody else, and a SIGTERM only the
 * shell that some systems leave in between. Not for whoever starts it without npm, which may well go away.
 * @returns stops watching.
 */
export function watchParent(startedByNpm: boolean, onDeath: () => void): () => void {
  if (!startedByNpm || process.platform === 'win32') return () => {}
  const parent = process.ppid
  // Without a shell in between, the parent of the parent is whoever started npm: a login, for example, that ends.
  const npm = programName(parent).endsWith('sh') ? parentOf(parent) : 0
  const timer = setInterval(() => {
    const shellLostNpm = npm > 1 && parentOf(parent) !== npm
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
