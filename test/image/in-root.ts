import { readFileSync } from 'node:fs'
import { type Process, startProcess } from '@/test/chaos/processes'

/** A folder that a program takes for the whole file system, and how it sees it. */
export type Root = {
  folder: string
  workdir: string
  env: Record<string, string>
  /** Root, with all that root may, where there is none. */
  account?: { uid: number; gid: number }
  isReadOnly?: boolean
  /** What lies elsewhere on this machine, and where the program finds it; each is there in the folder. */
  binds?: readonly { from: string; to: string }[]
  /** In memory, empty at the start; each is there in the folder. */
  tmpfs?: readonly { path: string; options: string }[]
}

const UNSHARE = ['--mount', '--pid', '--fork', '--kill-child', '--ipc', '--uts']
const DEVICES = ['null', 'zero', 'full', 'random', 'urandom', 'tty']

/**
 * Starts a program that sees nothing of this machine but a folder and the network, as the first process
 * of its own, as in a container. All that it starts ends with it.
 */
export function startInRoot(root: Root, command: readonly string[]): Process {
  const { workdir, account } = root
  const become =
    account === undefined
      ? []
      : [
          'setpriv',
          `--reuid=${account.uid}`,
          `--regid=${account.gid}`,
          '--clear-groups',
          '--no-new-privs',
          '--inh-caps=-all',
          '--bounding-set=-all',
        ]
  const enter = ['/bin/sh', '-c', 'cd "$0" && exec "$@"', workdir, ...become, ...command]
  const started = startProcess(
    ['unshare', ...UNSHARE, 'sh', '-c', mounts(root), root.folder, ...enter],
    { env: root.env as NodeJS.ProcessEnv, cwd: '/' },
  )
  const { child } = started
  // `unshare` waits for it, and a signal would end `unshare` alone.
  const signal: Process['signal'] = (name) => process.kill(onlyChild(child.pid ?? 0), name)
  return { ...started, signal }
}

/** Sets up the folder, which is `$0`, and enters it. */
function mounts({ binds = [], tmpfs = [], isReadOnly = false }: Root): string {
  return [
    'set -e',
    'mount --bind "$0" "$0"',
    'mount -t proc proc "$0/proc"',
    'mount -t tmpfs -o mode=755 tmpfs "$0/dev"',
    'mkdir "$0/dev/shm" && mount -t tmpfs -o mode=1777 tmpfs "$0/dev/shm"',
    'ln -s /proc/self/fd "$0/dev/fd"',
    ...DEVICES.map(
      (name) => `touch "$0/dev/${name}" && mount --bind /dev/${name} "$0/dev/${name}"`,
    ),
    // What is mounted on it later stays writable.
    ...(isReadOnly ? ['mount -o remount,bind,ro "$0"'] : []),
    ...binds.map(({ from, to }) => `mount --bind '${from}' "$0${to}"`),
    ...tmpfs.map(({ path, options }) => `mount -t tmpfs -o ${options} tmpfs "$0${path}"`),
    'exec chroot "$0" "$@"',
  ].join('\n')
}

function onlyChild(pid: number): number {
  return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim())
}
