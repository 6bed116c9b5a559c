import { randomInt } from 'node:crypto'
import { buildAhead, runBrowserTests, runLongBrowserTests } from '@/lib/cli/checks/browser-tests'
import { type Count, runLongTests, runUnitTests } from '@/lib/cli/checks/unit-tests'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag, text, valueFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { END_SIGNALS } from '@/lib/end-signals'
import { failureSentence } from '@/lib/errors'

const COMMAND = defineCommand({
  name: 'npm test',
  about: `
    Runs the unit and integration tests against a real Postgres and a real SQS server, then
    the browser tests against the production build. The last lines list the failures and the totals.
    Some files take turns: without a flag, a third of them is run; with VEILGATE_TEST_WHOLE=1, all are.`,
  flags: {
    unit: switchFlag('leave out the browser tests'),
    e2e: switchFlag('run only the browser tests'),
    long: switchFlag(
      'run only the long suites: every way to restore, an upgrade from every release',
    ),
    only: valueFlag('PATTERN', 'run only test files whose path contains this', text().optional()),
  },
  check: ({ unit, e2e, long }) =>
    [unit, e2e, long].filter(Boolean).length > 1
      ? 'Give at most one of --unit, --e2e and --long.'
      : null,
})

/** `npm test`: exit 0 where something ran and nothing failed. */
export async function main(args: string[]): Promise<number> {
  const given = parseFlags(args, COMMAND)
  if (given === null) return 0
  const abort = new AbortController()
  for (const signal of END_SIGNALS) {
    process.on(signal, () => abort.abort())
  }
  // A pattern may be of one kind of tests alone; that something ran is asked at the end.
  const pattern = given.only === undefined ? [] : [given.only, '--pass-with-no-tests']
  const isWhole = !given.unit && !given.e2e && !given.long
  const built = isWhole ? buildAhead(pattern, abort.signal) : undefined
  // The same for both kinds; read by test/support/runner/turns.ts.
  const turn: Record<string, string> =
    isWhole && given.only === undefined ? { VEILGATE_TEST_TURN: String(randomInt(1_000_000)) } : {}
  const counts: Count[] = []
  for (const [wanted, run] of [
    [given.long, runLongTests],
    [given.long, runLongBrowserTests],
    [!given.e2e && !given.long, runUnitTests],
    [!given.unit && !given.long, runBrowserTests],
  ] as const) {
    if (run === runBrowserTests) await built
    if (wanted && !abort.signal.aborted) {
      counts.push(await attempt(() => run(pattern, abort.signal, turn)))
    }
  }
  const passed = counts.reduce((sum, count) => sum + count.passed, 0)
  const failed = counts.reduce((sum, count) => sum + count.failed, 0)
  const failures = counts.flatMap((count) => count.failures)
  process.stdout.write(
    `\n${failures.map((failure) => `failed: ${failure}\n`).join('')}${passed} passed, ${failed} failed\n`,
  )
  return passed > 0 && failed === 0 && !abort.signal.aborted ? 0 : 1
}

/** What cannot even begin has failed; the rest is run all the same. */
async function attempt(run: () => Promise<Count>): Promise<Count> {
  try {
    return await run()
  } catch (error) {
    process.stderr.write(`${failureSentence(error)}\n`)
    return { passed: 0, failed: 1, failures: [] }
  }
}
