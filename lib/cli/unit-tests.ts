import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runTool } from '@/lib/cli/run-tool'

export type Count = { passed: number; failed: number }

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs the unit and integration tests. */
export async function runUnitTests(args: string[], signal: AbortSignal): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-vitest-'))
  const reportFile = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    const code = await runTool(
      ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
      {},
      signal,
    )
    return count(reportFile, code)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function count(reportFile: string, code: number): Count {
  let passed = 0
  let failed = 0
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
    // A file that could not even be loaded has no tests to count.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    passed = report.numPassedTests
    failed = report.numFailedTests + broken.length
  } catch {
    // It did not get as far as writing one: the exit code says so.
  }
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed }
}
