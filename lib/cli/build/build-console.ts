import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { step } from '@/lib/cli/terminal/progress'
import { withLock } from '@/lib/embedded/lock'
import { consoleEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** What `next build` reads. */
const FOLDERS = ['app', 'components', 'lib', 'public']
const FILE =
  /^(?:(?:next|postcss)\.config\.\w+|tsconfig\.json|package(?:-lock)?\.json|(?:proxy|instrumentation(?:-client)?)\.ts)$/
const STAMP = '.next/veilgate-build'

/**
 * Builds the console if its sources, packages or configuration are not those of the last build.
 * @param isStandalone with the server and the packages that it needs beside it, as an image has it.
 * @throws UserError with what `next build` said.
 */
export async function buildConsole(
  signal: AbortSignal,
  { isStandalone = false } = {},
): Promise<void> {
  const kind = isStandalone ? 'standalone' : ''
  if (isFresh(sourceStamp(kind))) return
  mkdirSync('.veilgate-build', { recursive: true })
  await withLock('.veilgate-build/lock', async () => {
    const stamp = sourceStamp(kind)
    if (isFresh(stamp)) return
    // First, because an interrupted build leaves a mixture.
    rmSync(STAMP, { force: true })
    await step('Building the console (next build)', () => nextBuild(signal, isStandalone))
    writeFileSync(STAMP, stamp)
  })
}

function isFresh(stamp: string): boolean {
  return existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stamp
}

function sourceStamp(kind: string): string {
  const hash = createHash('sha256').update(process.version).update(kind)
  const files = FOLDERS.flatMap((folder) => filesOf(folder))
  files.push(...readdirSync('.').filter((name) => FILE.test(name)))
  for (const path of files.sort()) hash.update(path).update('\0').update(readFileSync(path))
  return hash.digest('hex')
}

function filesOf(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function nextBuild(signal: AbortSignal, isStandalone: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const output: Buffer[] = []
    const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', 'build'], {
      env: { ...consoleEnv(), VEILGATE_STANDALONE: isStandalone ? '1' : '' },
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
      killSignal: 'SIGKILL',
    })
    child.stdout.on('data', (chunk) => output.push(chunk))
    child.stderr.on('data', (chunk) => output.push(chunk))
    child.once('error', reject)
    child.once('close', (code) => {
      if (code === 0) resolve()
      else {
        const said = Buffer.concat(output).toString().trim()
        reject(
          new UserError(`The console could not be built (next build ended with ${code}).\n${said}`),
        )
      }
    })
  })
}
