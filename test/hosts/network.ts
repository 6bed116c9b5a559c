import { execFileSync } from 'node:child_process'

/** A machine of its own as far as its network goes: a network namespace, and a name. */
export type Host = {
  name: HostName
  address: string
  /** What a command line begins with, to run there. */
  via: readonly string[]
  /** Lets nothing pass either way from now on. Nobody is told: packets vanish. */
  cut(): void
  /** Connects it again. */
  mend(): void
  /** Ends all that runs there at once, as where the power fails. */
  killAll(): void
}

/** Every host, by the last part of its address. */
const HOSTS = {
  queue: 11,
  database: 12,
  'worker-1': 21,
  'worker-2': 22,
  'console-1': 31,
  'console-2': 32,
} as const
export type HostName = keyof typeof HOSTS
export const HOST_NAMES = Object.keys(HOSTS) as HostName[]

/** Addresses that are kept for documentation: nobody has one. */
const NETWORK = '192.0.2'
export const NETWORK_RANGE = `${NETWORK}.0/24`
const BRIDGE = 'hosts'

/**
 * Makes every host, on a bridge that this process is on as well. Only inside a network namespace of
 * our own; the kernel takes all of it away when the last process there has ended.
 */
export function makeNetwork(): Record<HostName, Host> {
  ip('link', 'add', BRIDGE, 'type', 'bridge')
  ip('address', 'add', `${NETWORK}.1/24`, 'dev', BRIDGE)
  ip('link', 'set', BRIDGE, 'up')
  const hosts = HOST_NAMES.map((name) => [name, makeHost(name)])
  return Object.fromEntries(hosts)
}

function makeHost(name: HostName): Host {
  const address = `${NETWORK}.${HOSTS[name]}`
  const cable = `to-${name}`
  ip('netns', 'add', name)
  ip('link', 'add', cable, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name)
  ip('-n', name, 'address', 'add', `${address}/24`, 'dev', 'eth0')
  ip('-n', name, 'link', 'set', 'lo', 'up')
  ip('-n', name, 'link', 'set', 'eth0', 'up')
  ip('link', 'set', cable, 'master', BRIDGE)
  ip('link', 'set', cable, 'up')
  return {
    name,
    address,
    // Each of them becomes the next: the process has the id of the first.
    via: [
      ...['nsenter', `--net=/run/netns/${name}`, 'unshare', '--uts'],
      ...['sh', '-c', 'hostname "$0" && exec "$@"', name],
    ],
    // The cable stays plugged in on the host's side, so that it notices nothing by itself.
    cut: () => void ip('link', 'set', cable, 'nomaster'),
    mend: () => void ip('link', 'set', cable, 'master', BRIDGE),
    killAll: () => {
      for (const pid of ip('netns', 'pids', name).split(/\s+/).filter(Boolean)) kill(Number(pid))
    },
  }
}

function ip(...args: string[]): string {
  return execFileSync('ip', args, { encoding: 'utf8' })
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has just ended.
  }
}
