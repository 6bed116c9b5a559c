import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { ROOT } from '../sources/root.ts'

/**
 * The test files that share a process with others, as paths from the project's root. A process of its own, with what
 * it loads anew, costs a file up to a second of processor time, and most files take a few milliseconds.
 * A file shares one as long as nothing that it loads starts a process, and no test code on the way there replaces
 * modules or the clock, changes what is global, or plays a server. See `start-fresh.ts` for what each finds as new.
 */
export function sharedFiles(): string[] {
  return readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' })
    .map((path) => `test/${path}`)
    .filter((path) => /\.test\.tsx?$/.test(path) && !/^test\/e2e\/|\.long\.test\./.test(path))
    .filter((path) => lastingIn(path) === null)
    .sort()
}

/**
 * The first file that makes a test file leave something behind in its process, among those that it loads.
 * Null where there is none.
 */
export function lastingIn(path: string): string | null {
  const seen = new Set([path])
  for (const file of seen) {
    const { isLasting, imports } = readModule(file)
    if (isLasting) return file
    for (const imported of imports) seen.add(imported)
  }
  const mayRunOn = RUNNING.test(path) && seen.has(SERVICES)
  return mayRunOn ? (Array.from(seen).find((file) => readModule(file).isLooping) ?? null) : null
}

const SERVICES = 'test/support/services.ts'

/** The rooms whose loops and long polls may run on when a test is over, where a test of theirs begins some. */
const RUNNING = /^test\/(?:scenarios|lib\/(?:cli|embedded|ingest|live|alerts|tracing))\//

/** They end all that they begin, whatever they load; what they change is put back after each file. */
const TIDY = new Set([SERVICES, 'test/support/singletons.ts'])

/** Those that start processes, and one whose WebAssembly hangs where a second file of a process loads it. */
const PACKAGES =
  /^(?:node:)?(?:child_process|cluster|worker_threads)$|^(?:esbuild|vitest\/node)$|^@prisma\/schema-engine-wasm\//

const LASTING =
  /\bvi\s*\.\s*(?:mock|doMock|hoisted|useFakeTimers|setSystemTime|stub\w+|spyOn|resetModules)\b|\bglobalThis\b|\bprocess\s*\.\s*(?:on|once|chdir|exit|umask|emit\w*)\b|\bcreateServer\b/

const LOOPING =
  /\b(?:start(?!sWith)\w*|resume\w*|drain|workRun|watch\w*|retain\w*|maskAdopted|rotateToken)\(|\/(?:live|alerts|tracing|worker)\//

const IMPORT =
  /(?:^|\s)(?:import|export)\s+(?!type\s)(?:[^'";]*?\sfrom\s+)?'([^']+)'|\bimport\('([^']+)'\)/g

type Module = { isLasting: boolean; isLooping: boolean; imports: string[] }
const modules = new Map<string, Module>()

function readModule(path: string): Module {
  const known = modules.get(path)
  if (known !== undefined) return known
  const text = readFileSync(join(ROOT, path), 'utf8')
  const names = Array.from(text.matchAll(IMPORT), ([, name, loaded]) => name ?? loaded ?? '')
  const isLasting =
    names.some((name) => PACKAGES.test(name)) || (path.startsWith('test/') && LASTING.test(text))
  const isLooping = path.startsWith('test/') && LOOPING.test(text)
  const module = TIDY.has(path)
    ? { isLasting: false, isLooping: false, imports: [] }
    : { isLasting, isLooping, imports: names.flatMap((name) => sourceOf(name, path) ?? []) }
  modules.set(path, module)
  return module
}

/** The source that a module is loaded from, where it is one of ours. */
function sourceOf(name: string, importer: string): string | null {
  if (!/^(?:@\/|\.)/.test(name)) return null
  const path = name.startsWith('@/') ? name.slice(2) : join(dirname(importer), name)
  const found = [path, `${path}.ts`, `${path}.tsx`].find(
    (each) => /\.tsx?$/.test(each) && existsSync(join(ROOT, each)),
  )
  return found ?? null
}
