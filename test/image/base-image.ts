import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Brought, CACHE, run } from '@/test/postgres/bring-postgres'

const RELEASE = 'bookworm'
/** What Debian's slim images leave out, and what only installing packages needs. */
const LEFT_OUT = [
  'usr/share/doc',
  'usr/share/man',
  'usr/share/info',
  'usr/share/locale',
  'usr/share/lintian',
  'var/cache/apt',
  'var/lib/apt/lists',
]

/**
 * A folder like `node:…-bookworm-slim`: Debian's smallest system, and the Node and npm of this machine.
 * Made once, by debootstrap.
 */
export async function bringBaseImage(): Promise<Brought> {
  const path = join(CACHE, `image-base-${process.version}`)
  if (existsSync(path)) return { path }
  const making = `${path}.making`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const failure = await run('debootstrap', ['--variant=minbase', RELEASE, making], CACHE)
  if (failure !== null) return { missing: `debootstrap makes no ${RELEASE} here: ${failure}` }
  for (const folder of LEFT_OUT) rmSync(join(making, folder), { recursive: true, force: true })
  addNode(making)
  renameSync(making, path)
  return { path }
}

function addNode(root: string) {
  const local = join(root, 'usr/local')
  cpSync(process.execPath, join(local, 'bin/node'), { dereference: true })
  const npm = execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim()
  cpSync(join(npm, 'npm'), join(local, 'lib/node_modules/npm'), { recursive: true })
  symlinkSync('../lib/node_modules/npm/bin/npm-cli.js', join(local, 'bin/npm'))
  // As the official image has it.
  appendFileSync(join(root, 'etc/passwd'), 'node:x:1000:1000::/home/node:/bin/bash\n')
  appendFileSync(join(root, 'etc/group'), 'node:x:1000:\n')
  mkdirSync(join(root, 'home/node'), { recursive: true })
  for (const file of ['etc/resolv.conf', 'etc/hosts', 'run/ca.pem']) touch(join(root, file))
}

function touch(path: string) {
  mkdirSync(dirname(path), { recursive: true })
  if (!existsSync(path)) appendFileSync(path, '')
}
