import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { COMMANDS, HERMETIC } from './commands.mjs'
import { loadCommand } from './load-command.mjs'
import { loadEnv } from './load-env.mjs'

const ROOT = realpathSync(join(import.meta.dirname, '../../..'))
/** Beside node_modules, which `npm ci` deletes. */
const LOCK = join(ROOT, '.veilgate-install')
const GENERATED = join(ROOT, 'lib/db/generated')

/**
 * Installs and generates what is missing or stale, and loads a command.
 * @param {string} name
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<(args: string[]) => Promise<void>>} runs the command to its end.
 */
export async function prepare(name, env) {
  const file = COMMANDS[name]
  if (file === undefined) {
    console.error(`Unknown command. The commands are: ${Object.keys(COMMANDS).join(', ')}.`)
    process.exit(1)
  }
  process.chdir(ROOT)
  const needsDev = ['dev', ...HERMETIC].includes(name)
  if (!isInstalled(needsDev) || !isGenerated()) {
    await withLock(async () => {
      if (!isInstalled(needsDev)) await install(env)
      if (!isGenerated()) await generate(env)
    })
  }
  if (!HERMETIC.includes(name)) loadEnv(env)
  return loadCommand(ROOT, name, file)
}

/** Whether node_modules holds what the lock file asks for; other platforms' packages left out. */
function isInstalled(needsDev) {
  const wanted = readJson('package-lock.json')?.packages ?? {}
  const found = readJson('node_modules/.package-lock.json')?.packages
  if (found === undefined) return false
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || entry.optional || (entry.dev && !needsDev)) return true
    return found[path]?.version === entry.version && found[path]?.integrity === entry.integrity
  })
}

async function install(env) {
  const done = sayProgress('Installing packages (npm ci)')
  // Install scripts are not needed, and one of them would fetch programs from outside the registry.
  const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit']
  args.push('--no-fund', '--progress=false', '--loglevel=error')
  const npm = env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [env.npm_execpath, ...args]]
    : ['npm', args]
  const code = await run(npm[0], npm[1], { ...env, NODE_ENV: '' }, 'inherit')
  done()
  if (code !== 0)
    fail('The packages could not be installed; see above. Is there a network connection?')
}

/** Whether the Prisma client was generated from the current schema. */
function isGenerated() {
  return existsSync(join(GENERATED, 'client.ts')) && read(join(GENERATED, '.stamp')) === stamp()
}

async function generate(env) {
  const done = sayProgress('Generating the database client')
  const output = []
  const code = await run(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate'],
    // `generate` looks for the native schema engine without using it: any file will do, and none
    // has to be downloaded.
    { ...env, PRISMA_SCHEMA_ENGINE_BINARY: join(ROOT, 'package.json'), CHECKPOINT_DISABLE: '1' },
    'pipe',
    output,
  )
  done()
  if (code !== 0) fail(`The database client could not be generated.\n${output.join('')}`)
  writeFileSync(join(GENERATED, '.stamp'), stamp())
}

function stamp() {
  const hash = createHash('sha256')
  for (const path of [
    'prisma/schema.prisma',
    'prisma.config.ts',
    'node_modules/prisma/package.json',
  ]) {
    hash.update(read(path) ?? '').update('\0')
  }
  return hash.digest('hex')
}

/** Two commands at once in a fresh clone: the second waits for the first. */
async function withLock(work) {
  let told = false
  while (!takeLock()) {
    if (!told) console.error('Another process is installing packages; waiting for it …')
    told = true
    await new Promise((done) => setTimeout(done, 500))
  }
  const release = () => rmSync(LOCK, { recursive: true, force: true })
  process.once('exit', release)
  await work()
  process.off('exit', release)
  release()
}

function takeLock() {
  try {
    mkdirSync(LOCK)
    writeFileSync(join(LOCK, 'pid'), String(process.pid))
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
  }
  const pid = Number(read(join(LOCK, 'pid')) ?? 0)
  if (
    pid > 0 ? !isAlive(pid) : Date.now() - statSync(LOCK, { throwIfNoEntry: false })?.mtimeMs > 5000
  ) {
    rmSync(LOCK, { recursive: true, force: true })
  }
  return false
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** @returns {Promise<number>} the exit code. */
function run(program, args, env, stdio, output) {
  return new Promise((resolve) => {
    const windows = process.platform === 'win32' && program === 'npm'
    const child = spawn(program, args, {
      cwd: ROOT,
      env,
      shell: windows,
      // What it prints is progress: on our stderr.
      stdio: ['ignore', stdio === 'inherit' ? process.stderr : stdio, stdio],
    })
    child.stdout?.on('data', (chunk) => output.push(chunk))
    child.stderr?.on('data', (chunk) => output.push(chunk))
    child.once('error', (error) => {
      console.error(error.message)
      resolve(1)
    })
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

/** Prints what is being done, and every ten seconds that it still is. @returns {() => void} ends that. */
function sayProgress(what) {
  const start = Date.now()
  const seconds = () => Math.round((Date.now() - start) / 1000)
  console.error(`• ${what} …`)
  const timer = setInterval(() => console.error(`  still running, ${seconds()} s`), 10_000)
  return () => clearInterval(timer)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function readJson(path) {
  const text = read(path)
  return text === null ? undefined : JSON.parse(text)
}
