import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { compile } from '@/lib/cli/compile.mjs'

const ROOT = resolve(import.meta.dirname, '../../..')
const SOURCES = 'test/bench/ingest'

const compiled = new Map<string, Promise<string>>()
let folder: string | undefined

/**
 * A program of the bench, compiled as `npm run ingest` is: the compiler of TypeScript would be in the memory of
 * each contender.
 * @param name of its file, from the bench's folder.
 * @returns the path of what Node runs.
 */
export function compiledProgram(name: string): Promise<string> {
  const known = compiled.get(name)
  if (known !== undefined) return known
  const outfile = join(ownFolder(), `${name.replaceAll('/', '-')}.mjs`)
  const made = compile(ROOT, outfile, join(SOURCES, `${name}.ts`)).then(() => outfile)
  compiled.set(name, made)
  return made
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
