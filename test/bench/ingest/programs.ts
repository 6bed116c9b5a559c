import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
// @ts-expect-error It is plain JavaScript: it runs before TypeScript can.
import { compile } from '@/lib/cli/launch/compile.mjs'
import { ROOT } from '@/test/support/sources/root'

const SOURCES = 'test/bench/ingest'

/** What drains as `npm run ingest` does. */
const DRAINS = ['contenders/veilgate', 'drain-stub']

const compiled = new Map<string, Promise<string>>()
let folder: string | undefined

/**
 * The arguments of Node that start a program of the bench, compiled as `npm run ingest` is: the compiler of TypeScript
 * would be in the memory of each contender.
 * @param name of its file, from the bench's folder.
 */
export async function programArgs(name: string): Promise<string[]> {
  const made = compiled.get(name) ?? compileProgram(name)
  compiled.set(name, made)
  return [...(DRAINS.includes(name) ? ingestFlags() : []), await made]
}

async function compileProgram(name: string): Promise<string> {
  const outfile = join(ownFolder(), `${name.replaceAll('/', '-')}.mjs`)
  await compile(ROOT, outfile, join(SOURCES, `${name}.ts`))
  return outfile
}

/** Those of Node that `npm run ingest` has. */
function ingestFlags(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))
  return scripts.ingest.split(' ').filter((word: string) => word.startsWith('--'))
}

/** Within the clone, so that packages are found. */
function ownFolder(): string {
  if (folder !== undefined) return folder
  const build = join(ROOT, '.veilgate-build')
  mkdirSync(build, { recursive: true })
  const made = mkdtempSync(join(build, 'bench-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  folder = made
  return made
}
