import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { say, step } from '@/lib/cli/terminal/progress'
import { searchPath } from '@/lib/env'
import { UserError } from '@/lib/errors'

/** The first draws nothing for a screen, and takes half the time of the others. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
]
const ELSEWHERE = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * A Chromium for the browser tests: Playwright's own if it is there, else the machine's, else one
 * that is installed the way this machine allows.
 * @throws UserError saying how to get one. The tests are never skipped.
 */
export async function findBrowser(): Promise<string> {
  const own = (await import('@playwright/test')).chromium.executablePath()
  const found = firstThatRuns(own)
  if (found !== undefined) return found
  for (const [what, command, args] of WAYS) {
    if (!isThere(command)) continue
    await step(`Installing a browser (${what})`, () => run(command, args))
    const installed = firstThatRuns(own)
    if (installed !== undefined) return installed
    say(`That gave no browser that runs here`)
  }
  throw new UserError(
    'The browser tests need a Chromium, and none could be installed. Install one with ' +
      '`sudo apt-get install chromium`, or with `npx playwright install --with-deps chromium`, or ' +
      'install Google Chrome, and run this again.',
  )
}

const isRoot = process.getuid?.() === 0
const playwright = ['node_modules/@playwright/test/cli.js', 'install']

/** What to try, in this order. Only root may add to the system. */
const WAYS: [what: string, command: string, args: string[]][] = [
  ...(isRoot
    ? ([
        aptGet('chromium-headless-shell'),
        aptGet('chromium'),
        [
          'playwright install --with-deps chromium',
          process.execPath,
          [...playwright, '--with-deps', 'chromium'],
        ],
      ] satisfies [string, string, string[]][])
    : []),
  ['playwright install chromium', process.execPath, [...playwright, 'chromium']],
]

function aptGet(name: string): [what: string, command: string, args: string[]] {
  const quietly = ['-o', 'DPkg::Lock::Timeout=300', '-qq', '-y', '--no-install-recommends']
  return [`apt-get install ${name}`, 'apt-get', [...quietly, 'install', name]]
}

function firstThatRuns(own: string): string | undefined {
  const inPath = searchPath()
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
  // One that lacks libraries, or is a stub that tells to install another, does not say its version.
  return [own, ...inPath, ...ELSEWHERE].find(
    (path) => existsSync(path) && spawnSync(path, ['--version'], { timeout: 30_000 }).status === 0,
  )
}

function isThere(command: string): boolean {
  return spawnSync(command, ['--version'], { timeout: 30_000 }).status === 0
}

async function run(command: string, args: string[]) {
  const { spawn } = await import('node:child_process')
  if (command === 'apt-get')
    await finished(spawn('apt-get', ['-qq', 'update'], { stdio: 'ignore' }))
  await finished(spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] }))
}

function finished(child: import('node:child_process').ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once('error', () => resolve())
    child.once('exit', () => resolve())
  })
}
