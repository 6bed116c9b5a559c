import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HERMETIC } from './commands.mjs'
import { compileCommand } from './compile.mjs'

/**
 * Loads a command, compiled if possible. When tsx compiles it at each start instead, `npm run ingest` holds
 * 55 MB more for as long as it runs, and uses a second more of processor time before it does anything.
 * @param {string} root of the clone.
 * @param {string} name of the command.
 * @param {string} file that exports its `main`.
 * @returns {Promise<(args: string[]) => Promise<void>>} runs the command to its end.
 */
export async function loadCommand(root, name, file) {
  // Tests and benchmarks of the sources run from the sources.
  if (HERMETIC.includes(name)) return fromSources(root, file)
  const compiled = await compileCommand(root, name, file).catch(() => null)
  // The clone may be read-only.
  if (compiled === null) return fromSources(root, file)
  process.setSourceMapsEnabled(true)
  const { run } = await load(compiled)
  return run
}

async function fromSources(root, file) {
  const { register } = await load(join(root, 'node_modules/tsx/dist/esm/api/index.mjs'))
  register()
  const { runCommand } = await load(join(root, 'lib/cli/launch/run-command.ts'))
  return (args) => runCommand(() => load(join(root, file)), args)
}

function load(path) {
  return import(pathToFileURL(path).href)
}
