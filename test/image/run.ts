import { execFileSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { missingForNetworks, startInOwnNetwork } from '@/test/hosts/own-network'
import { bringBaseImage } from '@/test/image/base-image'
import { buildImage, type Image } from '@/test/image/build-image'
import type { Played } from '@/test/image/play'
import { compilePrograms, programArgs } from '@/test/support/programs/compile-programs'
import { ROOT } from '@/test/support/sources/root'

const COMMAND = defineCommand({
  name: 'npm run test:image',
  about: `
    Carries out the Dockerfile without Docker: each of its commands, in order, in an empty root that
    holds Debian and this machine's Node. Then starts the services of docker-compose.yml from it, as its
    own account, without capabilities and on a root that cannot be written, in a network of their own;
    signs in, sends logins, drains the queue three ways, and ends each process. Prints what the image
    weighs. Needs root on Linux, debootstrap once, and takes some ten minutes.`,
  flags: {
    base: valueFlag('FOLDER', 'an unpacked base image instead of debootstrap', text().optional()),
    seed: valueFlag('N', 'of the logins that are sent', wholeNumber(0, 999_999_999).optional()),
  },
  notes: 'Exit 0 where all held, 1 where something did not, 2 where this machine cannot do it.',
})

const MAX_MB = 350
const CANNOT = 2

/** `npm run test:image`. @returns the exit code. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const { seed = randomInt(1_000_000) } = flags
  tell(`Seed ${seed}`)
  const missing = missingForNetworks()
  if (missing !== null) return cannot(missing)
  const base = flags.base === undefined ? await bringBaseImage() : { path: resolve(flags.base) }
  if ('missing' in base) return cannot(base.missing)
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-image-'))
  // Postgres runs as another account and has to get there.
  chmodSync(folder, 0o711)
  try {
    const image = await buildImage({ project: ROOT, base: base.path, folder })
    const isSmall = weigh(base.path, image)
    await compilePrograms()
    const code = await playApart({ project: ROOT, image, folder, seed })
    return isSmall ? code : 1
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function cannot(why: string): number {
  tell(`The image cannot be built here, since ${why}.`)
  return CANNOT
}

/** @returns whether base and ours together are within the bar. */
function weigh(base: string, { folder, workdir }: Image): boolean {
  const [whole, baseMb, ours] = [folder, base, join(folder, workdir)].map(sizeMb)
  tell(`Image: ${whole} MB (base ${baseMb}, ours ${ours}), of ${MAX_MB} at most`)
  return (whole ?? Infinity) <= MAX_MB
}

function sizeMb(folder: string): number {
  const kb = Number.parseInt(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }), 10)
  return Math.ceil(kb / 1024)
}

/** @returns the exit code. */
function playApart(played: Played): Promise<number> {
  const command = [process.execPath, ...programArgs('play-image'), JSON.stringify(played)]
  const child = startInOwnNetwork(command)
  // All that runs in there ends with it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => child.kill('SIGKILL'))
  }
  return new Promise((done, fail) => {
    child.once('error', fail).once('exit', (code) => done(code ?? 130))
  })
}

function tell(line: string) {
  process.stdout.write(`${line}\n`)
}
