import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { runTool } from '@/lib/cli/checks/run-tool'

export type Count = {
  passed: number
  failed: number
  /** The file and the title of each that failed, as far as they are known. */
  failures: string[]
}

type Report = {
  numPassedTests: number
  numFailedTests: number
  testResults: {
    name: string
    status: string
    assertionResults: { status: string; fullName: string }[]
  }[]
}

/**
 * Runs the long suites: what is asked of versions, restores and the like rather than of the pipeline, and
 * takes too long for each change.
 */
export function runLongTests(args: string[], signal: AbortSignal): Promise<Count> {
  return runUnitTests(args, signal, { VEILGATE_TEST_LONG: 'alone' })
}

/** Runs the unit and integration tests, with some variables beside those of our own environment. */
export async function runUnitTests(
  args: string[],
  signal: AbortSignal,
  variables: Record<string, string> = {},
): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'veilgate-vitest-'))
  const reportFile = join(folder, 'report.json')
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`]
    const code = await runTool(
      ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args],
      variables,
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
  let failures: string[] = []
  try {
    const report = JSON.parse(readFileSync(reportFile, 'utf8')) as Report
    // A file that could not even be loaded has no tests to count.
    const broken = report.testResults.filter(
      (file) => file.status === 'failed' && file.assertionResults.length === 0,
    )
    passed = report.numPassedTests
    failed = report.numFailedTests + broken.length
    failures = [
      ...broken.map((file) => relative(process.cwd(), file.name)),
      ...report.testResults.flatMap((file) =>
        file.assertionResults
          .filter((test) => test.status === 'failed')
          .map((test) => `${relative(process.cwd(), file.name)}: ${test.fullName}`),
      ),
    ]
  } catch {
    // It did not get as far as writing one: the exit code says so.
  }
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, failures }
}
