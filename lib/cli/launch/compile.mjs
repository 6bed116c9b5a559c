import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** What a command is made of. */
const SOURCES = ['lib', 'tsconfig.json', 'package-lock.json']
const SOURCE = /\.(?:ts|mjs|js|json)$/

/**
 * Compiles a command into one file, with all that it imports of ours, unless it is compiled already.
 * Packages are loaded as usual.
 * @param {string} root of the clone.
 * @param {string} name of the command.
 * @param {string} file that exports its `main`.
 * @returns {Promise<string>} a module whose `run(args)` runs the command to its end.
 */
export async function compileCommand(root, name, file) {
  const folder = join(root, '.veilgate-build/commands')
  const compiled = `${name}-${stampOf(root)}.mjs`
  if (existsSync(join(folder, compiled))) return join(folder, compiled)
  mkdirSync(folder, { recursive: true })
  // Two processes at once each write their own file and rename it to the same name; the texts are equal.
  const unfinished = join(folder, `unfinished-${process.pid}.mjs`)
  await compile(root, unfinished, {
    contents: `
      import { runCommand } from '@/lib/cli/launch/run-command'
      export const run = (args) => runCommand(() => import('@/${file}'), args)`,
    resolveDir: root,
  })
  renameSync(unfinished, join(folder, compiled))
  // A process that runs an older one has read it whole.
  for (const entry of readdirSync(folder)) {
    if (entry.startsWith(`${name}-`) && entry !== compiled) rmSync(join(folder, entry))
  }
  return join(folder, compiled)
}

/**
 * Compiles a file, or a text, with all that it imports of ours.
 * @param {string} root of the clone, within which `outfile` has to be: packages are looked for from there.
 * @param {string} outfile
 * @param {string | import('esbuild').StdinOptions} entry
 */
export async function compile(root, outfile, entry) {
  // tsx brings it along.
  const { build } = await import('esbuild')
  await build({
    absWorkingDir: root,
    ...(typeof entry === 'string' ? { entryPoints: [entry] } : { stdin: entry }),
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Stack traces name lines of the sources.
    sourcemap: 'inline',
    sourcesContent: false,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [keepPlaces],
  })
}

/** A hash of the current sources, the clone's path, the packages and the Node version. */
function stampOf(root) {
  const hash = createHash('sha256').update(process.version).update(root)
  const listed = SOURCES.flatMap((path) => (SOURCE.test(path) ? [path] : filesOf(root, path)))
  for (const path of listed) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)))
  return hash.digest('hex').slice(0, 16)
}

function filesOf(root, folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((path) => SOURCE.test(path))
    .sort()
    .map((path) => join(folder, path))
}

/** Lets a compiled file find what lies beside its source. */
export const keepPlaces = {
  name: 'keep-places',
  setup(context) {
    context.onLoad({ filter: /\.ts$/, namespace: 'file' }, ({ path }) => {
      const contents = readFileSync(path, 'utf8')
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
      return { contents, loader: 'ts' }
    })
  },
}
