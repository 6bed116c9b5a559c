import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { buildConsole } from '@/lib/cli/build-console'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { runTool } from '@/lib/cli/checks/run-tool'
import type { Count } from '@/lib/cli/checks/unit-tests'
import { freePort } from '@/lib/embedded/free-port'
import { readPostgresState } from '@/lib/embedded/postgres-state'

type Suite = {
  suites?: Suite[]
  specs?: { title: string; file: string; ok: boolean }[]
}

type Report = Suite & {
  stats: { expected: number; unexpected: number; flaky: number }
  errors: unknown[]
}

/**
 * Runs the browser tests against a console of their own: the production build, on a free port, with
 * embedded services in a folder that is thrown away.
 */
export async function runBrowserTests(args: string[], signal: AbortSignal): Promise<Count> {
  const browser = await findBrowser()
  await buildConsole(signal)
  const dataDir = mkdtempSync(join(tmpdir(), 'veilgate-e2e-'))
  chmodSync(dataDir, 0o711)
  const reportFile = join(dataDir, 'playwright.json')
  try {
    const code = await runTool(
      ['node_modules/@playwright/test/cli.js', 'test', '--reporter=list,json', ...args],
      {
        VEILGATE_E2E_PORT: String(await freePort()),
        VEILGATE_E2E_DATA_DIR: dataDir,
        VEILGATE_E2E_BROWSER: browser,
        PLAYWRIGHT_JSON_OUTPUT_NAME: reportFile,
      },
      signal,
    )
    return count(reportFile, code)
  } finally {
    const folder = readPostgresState(dataDir)?.folder ?? ''
    // Where the account that runs Postgres cannot reach the folder, its data lies outside.
    if (folder.startsWith('/')) rmSync(dirname(folder), { recursive: true, force: true })
    rmSync(dataDir, { recursive: true, force: true })
  }
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
