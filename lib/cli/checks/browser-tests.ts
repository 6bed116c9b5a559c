import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { buildConsole } from '@/lib/cli/build/build-console'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { makeRunFolder } from '@/lib/cli/checks/run-folder'
import { runTool } from '@/lib/cli/checks/run-tool'
import type { Count } from '@/lib/cli/checks/unit-tests'
import { freePort } from '@/lib/embedded/free-port'
import { removeDataDir } from '@/lib/embedded/remove-data-dir'

type Suite = {
  suites?: Suite[]
  specs?: { title: string; file: string; ok: boolean }[]
}

type Report = Suite & {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: unknown[]
}

/** One for each worker of Playwright: two that compute, and one that mostly waits. */
const CONSOLES = 3

/** Runs the browser tests that take too long for each change, or try once more what others hold. */
export function runLongBrowserTests(args: string[], signal: AbortSignal): Promise<Count> {
  return runBrowserTests(args, signal, { VEILGATE_TEST_LONG: 'alone' })
}

/**
 * Builds what the chosen browser tests look at, while others wait for outages and the like. One that fails is told of
 * when they are run, which builds again.
 */
export async function buildAhead(args: string[], signal: AbortSignal): Promise<void> {
  if (chosenFiles(args, false).length > 0) await buildConsole(signal).catch(() => undefined)
}

/**
 * Runs the browser tests against consoles of their own, side by side: the production build, on free ports,
 * with embedded services in folders that are thrown away. Where no file is chosen, none is built or started.
 */
export async function runBrowserTests(
  args: string[],
  signal: AbortSignal,
  variables: Record<string, string> = {},
): Promise<Count> {
  const isLong = variables.VEILGATE_TEST_LONG !== undefined
  const consoles = Math.min(CONSOLES, chosenFiles(args, isLong).length)
  if (consoles === 0) return { passed: 0, failed: 0, failures: [] }
  const browser = await findBrowser()
  await buildConsole(signal)
  const folder = makeRunFolder('veilgate-e2e-')
  const reportFile = join(folder, 'playwright.json')
  const dataDirs = Array.from({ length: consoles }, (_, index) => join(folder, String(index)))
  // The account that runs Postgres passes through them, too.
  for (const dataDir of dataDirs) mkdirSync(dataDir, { mode: 0o711 })
  try {
    const code = await runTool(
      ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...args],
      {
        VEILGATE_E2E_PORTS: (await freePorts(consoles)).join(),
        VEILGATE_E2E_DATA_DIR: folder,
        VEILGATE_E2E_BROWSER: browser,
        VEILGATE_TEST_FOLDER: folder,
        PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
        ...variables,
      },
      signal,
    )
    return count(reportFile, code)
  } finally {
    for (const dataDir of dataDirs) removeDataDir(dataDir)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** As Playwright chooses them: by an expression that a part of their path fits. */
function chosenFiles([pattern = '']: string[], isLong: boolean): string[] {
  const expression = new RegExp(pattern, 'i')
  return readdirSync('test/e2e').filter(
    (name) =>
      name.endsWith('.test.ts') &&
      name.endsWith('.long.test.ts') === isLong &&
      expression.test(resolve('test/e2e', name)),
  )
}

async function freePorts(wanted: number): Promise<number[]> {
  const ports = new Set<number>()
  while (ports.size < wanted) ports.add(await freePort())
  return [...ports]
}

function count(reportFile: string, code: number): Count {
  let passed = 0
  let failed = 0
  let failures: string[] = []
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
    const { stats, errors } = report
    failures = failuresOf(report)
    passed = stats.expected + stats.flaky
    failed = stats.unexpected + errors.length
  } catch {
    // It did not get as far as writing one: the exit code says so.
  }
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, failures }
}

function failuresOf(suite: Suite): string[] {
  return [
    ...(suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`),
    ...(suite.suites ?? []).flatMap(failuresOf),
  ]
}
