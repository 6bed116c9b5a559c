import { type ChildProcess, execFileSync, spawn } from 'node:child_process'

/**
 * Namespaces of our own: of networks, and of everything else that would outlive us. The shell stays
 * the first process there, and collects those that nobody waits for.
 */
const UNSHARE = ['--net', '--mount', '--ipc', '--pid', '--fork', '--kill-child', '--mount-proc']
const PREPARE =
  'ip link set lo up && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /dev/shm && "$@"; exit $?'

/** Why networks of our own cannot be made on this machine, in words; null where they can. */
export function missingForNetworks(): string | null {
  if (process.platform !== 'linux') return 'network namespaces are of Linux'
  if (process.getuid?.() !== 0) return 'only root may make network namespaces'
  try {
    const probe =
      'ip netns add probe && ip link add probe type bridge && command -v setpriv hostname'
    execFileSync('unshare', [...UNSHARE, 'sh', '-c', PREPARE, 'sh', 'sh', '-c', probe], {
      stdio: 'pipe',
    })
    return null
  } catch (error) {
    const { stderr, message } = error as Error & { stderr?: Buffer }
    const why = stderr?.toString().trim() || message
    return `this machine lets nobody make network namespaces (${why})`
  }
}

/** Starts a program in namespaces of its own. All that it starts ends with it, however it ends. */
export function startInOwnNetwork(command: readonly string[]): ChildProcess {
  return spawn('unshare', [...UNSHARE, 'sh', '-c', PREPARE, 'sh', ...command], { stdio: 'inherit' })
}
