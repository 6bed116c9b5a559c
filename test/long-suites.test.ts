import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'

/** The suites that `npm test` leaves out. */
const SUITES = [
  'npm test -- --long',
  ...Array.from(
    read('lib/cli/launch/commands.mjs').matchAll(/'(test:\w+)'/g),
    ([, name]) => `npm run ${name}`,
  ),
]

type Workflow = { jobs: { suite: { strategy: { matrix: { command: string[] } } } } }

describe('each long suite', () => {
  it('is run every night', () => {
    const { jobs } = parse(read('.github/workflows/nightly.yml')) as Workflow
    const run = jobs.suite.strategy.matrix.command
    expect(SUITES.filter((suite) => !run.some((command) => command.includes(suite)))).toEqual([])
  })

  it('tries far more random tokens at each door than a change does', () => {
    const { jobs } = parse(read('.github/workflows/nightly.yml')) as Workflow
    const usual = Number(/TOKENS = (\d+)/.exec(read('test/e2e/hostile.test.ts'))?.[1])
    const nightly = jobs.suite.strategy.matrix.command.map((command) =>
      Number(/VEILGATE_TEST_TOKENS=(\d+) npm test -- --only hostile$/.exec(command)?.[1] ?? 0),
    )
    expect(Math.max(...nightly)).toBeGreaterThanOrEqual(10 * usual)
  })

  it.each(['docs/operations.md', 'docs/development.md'])('is listed in %s', (path) => {
    const text = read(path)
    expect(SUITES.filter((suite) => !text.includes(`| \`${suite}`))).toEqual([])
  })
})

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
