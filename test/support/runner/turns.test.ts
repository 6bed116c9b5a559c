import { existsSync, readdirSync } from 'node:fs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { browserProjects } from '@/test/e2e/support/browser-projects'
import { leftOut, outOfTurn, TURNS } from '@/test/support/runner/turns'

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('the test files that take turns', () => {
  it('are there, each in one group', () => {
    const files = TURNS.flat()
    expect(files.filter((path) => !existsSync(path))).toEqual([])
    expect([...new Set(files)]).toHaveLength(files.length)
  })

  it('have each had their turn after as many runs as there are groups', () => {
    const left = TURNS.map((_, turn) => outOfTurn(String(turn + 30)))
    for (const path of TURNS.flat()) {
      expect([path, left.filter((each) => !each.includes(path)).length]).toEqual([path, 1])
    }
  })

  it('are all run by the nightly run, and where files were chosen', () => {
    vi.stubEnv('VEILGATE_TEST_TURN', '1')
    vi.stubEnv('VEILGATE_TEST_WHOLE', undefined)
    expect(leftOut()).toEqual(outOfTurn('1'))
    expect(leftOut().length).toBeGreaterThan(TURNS.length)
    vi.stubEnv('VEILGATE_TEST_WHOLE', '1')
    expect(leftOut()).toEqual([])
    vi.stubEnv('VEILGATE_TEST_WHOLE', undefined)
    vi.stubEnv('VEILGATE_TEST_TURN', undefined)
    expect(leftOut()).toEqual([])
  })

  it('are left out by the browser tests, too', () => {
    const left = outOfTurn('1')
    const run = readdirSync('test/e2e')
      .map((name) => `test/e2e/${name}`)
      .filter((path) =>
        browserProjects(false, left).some(
          ({ testMatch, testIgnore }) =>
            testMatch.test(`/${path}`) && !testIgnore.some((ignored) => ignored.test(`/${path}`)),
        ),
      )
    expect(run).toContain('test/e2e/frame.test.ts')
    expect(run).toContain('test/e2e/frame-holds.test.ts')
    expect(run.filter((path) => left.includes(path))).toEqual([])
  })
})
