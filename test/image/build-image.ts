import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import { step as tell } from '@/lib/cli/terminal/progress'
import { copyFromContext } from '@/test/image/build-context'
import { readDockerfile, type Stage, type Step } from '@/test/image/dockerfile'
import { startInRoot } from '@/test/image/in-root'

/** What a container is started from. */
export type Image = {
  folder: string
  env: Record<string, string>
  workdir: string
  /** As the image names it; null where it names none, which is root. */
  user: string | null
  volumes: string[]
  entrypoint: string[]
  cmd: string[]
  healthcheck: string[]
}

/** What a build may use of this machine: its npm's cache, settings and certificates. */
type Borrowed = { env: Record<string, string>; binds: { from: string; to: string }[] }

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'

/**
 * Carries out a Dockerfile, instruction by instruction, each stage in a copy of the base.
 * @returns the image of the last stage.
 * @throws where a command fails, with what it said.
 */
export async function buildImage({
  project,
  base,
  folder,
}: {
  project: string
  base: string
  folder: string
}): Promise<Image> {
  const borrowed = borrow()
  const images = new Map<string, Image>()
  let image: Image | undefined
  for (const [at, stage] of readDockerfile(join(project, 'Dockerfile')).entries()) {
    image = begin(base, join(folder, `stage-${at}`))
    for (const each of stage.steps) await carryOut(each, { image, images, project, borrowed })
    images.set(nameOf(stage, at), image)
  }
  if (image === undefined) throw new Error('The Dockerfile has no stage')
  return image
}

function begin(base: string, folder: string): Image {
  execFileSync('cp', ['-a', base, folder])
  const none = { user: null, volumes: [], entrypoint: [], cmd: [], healthcheck: [] }
  return { folder, env: { PATH }, workdir: '/', ...none }
}

function nameOf({ name }: Stage, at: number): string {
  return name ?? String(at)
}

type Work = { image: Image; images: Map<string, Image>; project: string; borrowed: Borrowed }

async function carryOut(step: Step, work: Work): Promise<void> {
  const { image } = work
  switch (step.kind) {
    case 'run':
      return tell(`RUN ${step.shell.slice(0, 60)}`, () => runCommand(step.shell, work))
    case 'copy':
      return copy(step, work)
    case 'env':
      Object.assign(image.env, step.values)
      return
    case 'workdir':
      image.workdir = posix.resolve(image.workdir, step.path)
      mkdirSync(join(image.folder, image.workdir), { recursive: true })
      return
    case 'user':
      image.user = step.name
      return
    case 'volume':
      image.volumes.push(step.path)
      return
    case 'expose':
      return
    default:
      image[step.kind] = step.command
  }
}

async function runCommand(shell: string, { image, borrowed }: Work): Promise<void> {
  const root = {
    folder: image.folder,
    workdir: image.workdir,
    env: { HOME: '/root', ...borrowed.env, ...image.env },
    binds: borrowed.binds,
    tmpfs: [{ path: '/tmp', options: 'mode=1777' }],
  }
  const account = image.user === null ? {} : { account: accountOf(image) }
  const { code, stdout, stderr } = await startInRoot({ ...root, ...account }, [
    '/bin/sh',
    '-c',
    shell,
  ]).ended
  if (code !== 0) throw new Error(`RUN ${shell} ended with ${code}.\n${stdout}${stderr}`)
}

function copy({ from, sources, target }: Extract<Step, { kind: 'copy' }>, work: Work): void {
  const { image, images, project } = work
  const to = join(image.folder, posix.resolve(image.workdir, target))
  for (const source of sources) {
    const origin = from === null ? project : images.get(from)?.folder
    if (origin === undefined) throw new Error(`COPY --from=${from}: there is no such stage`)
    // Of a folder, what it holds.
    const there = statSync(join(origin, source)).isDirectory() ? to : join(to, basename(source))
    if (from === null) copyFromContext(project, source, there)
    else cpSync(join(origin, source), there, { recursive: true, verbatimSymlinks: true })
  }
}

/** The account that an image's user is there. */
export function accountOf({ folder, user }: Image): { uid: number; gid: number } {
  const accounts = readFileSync(join(folder, 'etc/passwd'), 'utf8').split('\n')
  const [, , uid, gid] = accounts.find((line) => line.startsWith(`${user}:`))?.split(':') ?? []
  if (uid === undefined) throw new Error(`The image has no user ${user}`)
  return { uid: Number(uid), gid: Number(gid) }
}

function borrow(): Borrowed {
  const setting = (name: string) =>
    execFileSync('npm', ['config', 'get', name], { encoding: 'utf8' }).trim()
  const binds = [{ from: '/etc/resolv.conf', to: '/etc/resolv.conf' }]
  const env: Record<string, string> = {
    npm_config_registry: setting('registry'),
    npm_config_prefer_offline: 'true',
  }
  const certificates = setting('cafile')
  if (existsSync(certificates)) {
    binds.push({ from: certificates, to: '/run/ca.pem' })
    env.npm_config_cafile = '/run/ca.pem'
    env.NODE_EXTRA_CA_CERTS = '/run/ca.pem'
  }
  const cache = setting('cache')
  if (existsSync(cache)) {
    binds.push({ from: cache, to: '/mnt' })
    env.npm_config_cache = '/mnt'
  }
  return { env, binds }
}
