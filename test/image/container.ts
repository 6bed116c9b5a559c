import { chownSync, cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Process } from '@/test/chaos/processes'
import { accountOf, type Image } from '@/test/image/build-image'
import type { Service } from '@/test/image/compose-file'
import { startInRoot } from '@/test/image/in-root'

/** Where containers run: what they share, and the names that they find each other by. */
export type Site = {
  image: Image
  /** For what containers keep. */
  folder: string
  /** The volume of the key files, which is mounted where the image has its volume. */
  volume: string
}

export type Wanted = {
  /** In place of the service's own. */
  command?: string[]
  /** Besides the service's own. */
  environment?: Record<string, string>
  /** Without the folders in memory that the file gives it, as where nobody makes them. */
  isBare?: boolean
}

export type Container = Process & {
  /** Runs a command as `docker exec` does. @returns its exit code. */
  exec(command: string[]): Promise<number | null>
}

/** An empty volume, which gets what the image has in its place, the owner included. */
export function makeSite(image: Image, folder: string): Site {
  const volume = join(folder, 'volume')
  cpSync(join(image.folder, volumeOf(image)), volume, { recursive: true })
  const { uid, gid } = accountOf(image)
  chownSync(volume, uid, gid)
  return { image, folder, volume }
}

/** Starts a service of the compose file, confined as the file has it. */
export function startContainer(site: Site, service: Service, wanted: Wanted = {}): Container {
  const { image, folder } = site
  const home = mkdtempSync(join(folder, 'container-'))
  const hosts = join(home, 'hosts')
  writeFileSync(hosts, '127.0.0.1 localhost postgres sqs\n')
  const tmpfs = wanted.isBare ? [] : service.tmpfs
  for (const { path } of tmpfs) mkdirSync(join(image.folder, path), { recursive: true })
  const env = { ...image.env, ...service.environment, ...wanted.environment }
  const root = {
    folder: image.folder,
    workdir: image.workdir,
    env: { HOME: '/home/node', ...env },
    account: accountOf(image),
    isReadOnly: service.isReadOnly,
    tmpfs,
    binds: [
      { from: hosts, to: '/etc/hosts' },
      { from: site.volume, to: volumeOf(image) },
    ],
  }
  const command = wanted.command ?? service.command ?? image.cmd
  return {
    ...startInRoot(root, [...image.entrypoint, ...command]),
    exec: async (asked) => (await startInRoot(root, asked).ended).code,
  }
}

function volumeOf({ volumes }: Image): string {
  if (volumes.length !== 1) throw new Error(`The image has ${volumes.length} volumes: wanted one`)
  return volumes[0] as string
}
