import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { browserProjects } from '@/test/e2e/support/browser-projects'

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

  it('tries all that a change tries some of, and far more random tokens at each door', () => {
    const { jobs } = parse(read('.github/workflows/nightly.yml')) as Workflow
    const usual = Number(/TOKENS = (\d+)/.exec(read('test/e2e/hostile.test.ts'))?.[1])
    const nightly = jobs.suite.strategy.matrix.command.map((command) =>
      Number(/^VEILGATE_TEST_WHOLE=1 VEILGATE_TEST_TOKENS=(\d+) npm test$/.exec(command)?.[1]),
    )
    expect(Math.max(...nightly.filter(Boolean))).toBeGreaterThanOrEqual(10 * usual)
  })

  it.each(['docs/operations.md', 'docs/development.md'])('is listed in %s', (path) => {
    const text = read(path)
    expect(SUITES.filter((suite) => !text.includes(`| \`${suite}`))).toEqual([])
  })
})

describe('each browser test', () => {
  const files = readdirSync('test/e2e').filter((name) => name.endsWith('.test.ts'))
  const runsOf = (name: string, isLong: boolean) =>
    browserProjects(isLong).filter(
      ({ testMatch, testIgnore }) =>
        testMatch.test(`/${name}`) && !testIgnore.some((ignored) => ignored.test(`/${name}`)),
    ).length

  it('is run once, by the gate or as a long suite', () => {
    const isLong = (name: string) => name.endsWith('.long.test.ts')
    expect(files.some(isLong)).toBe(true)
    const runs = files.map((name) => [name, runsOf(name, false), runsOf(name, true)])
    expect(runs).toEqual(files.map((name) => [name, ...(isLong(name) ? [0, 1] : [1, 0])]))
  })

  it('that is begun out of turn is there', () => {
    const named = browserProjects(false).flatMap(({ testMatch }) =>
      Array.from(testMatch.source.matchAll(/[a-z]+(?:-[a-z]+)*(?=[|)])/g), ([name]) => name),
    )
    expect(named.filter((name) => !files.includes(`${name}.test.ts`))).toEqual([])
    expect(named.length).toBeGreaterThan(5)
  })
})

function read(path: string): string {
  return readFileSync(path, 'utf8')
}
