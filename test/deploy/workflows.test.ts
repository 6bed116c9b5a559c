import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '@/test/support/sources/root'

type Step = { uses?: string; run?: string; if?: string; with?: Record<string, unknown> }
type Job = { steps: Step[]; 'timeout-minutes'?: number; strategy?: { matrix?: object } }

const FOLDER = join(ROOT, '.github/workflows')
const textOf = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const jobs = readdirSync(FOLDER).flatMap((name) =>
  Object.values(parse(textOf(`.github/workflows/${name}`)).jobs as Record<string, Job>),
)
const steps = jobs.flatMap((job) => job.steps)
const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> }
const nightly: string[] = parse(textOf('.github/workflows/nightly.yml')).jobs.suite.strategy.matrix
  .command

/** `npm run x -- --flag` is script x; `npm test` is script test. */
const scriptOf = (command: string) => command.match(/\bnpm (?:run )?([\w:]+)/)?.[1] ?? command

describe('the workflows', () => {
  it('take actions at a commit that is written out, and say which version that is', () => {
    const used = steps.flatMap(({ uses }) => uses ?? [])
    expect(used.length).toBeGreaterThan(3)
    expect(used.filter((uses) => !/^[\w./-]+@[0-9a-f]{40}$/.test(uses))).toEqual([])
    const lines = readdirSync(FOLDER).flatMap((name) =>
      textOf(`.github/workflows/${name}`)
        .split('\n')
        .filter((line) => line.includes('uses:')),
    )
    expect(lines.filter((line) => !/ # v\d+\.\d+\.\d+$/.test(line))).toEqual([])
  })

  it('end by themselves', () => {
    for (const job of jobs) expect(job['timeout-minutes']).toBeGreaterThan(0)
  })

  it('run nothing that is no script of the package', () => {
    expect(nightly.filter((command) => !(scriptOf(command) in scripts))).toEqual([])
  })

  it('name files that there are', () => {
    const scriptsOfOurs = steps.flatMap(({ run }) => run?.match(/(?<=^| )\.\w[\w./-]*/g) ?? [])
    const files = steps.flatMap(({ with: given }) => given?.['node-version-file'] ?? [])
    expect(scriptsOfOurs).toContain('.ci/run')
    expect(files).toContain('.nvmrc')
    expect(
      [...scriptsOfOurs, ...files].filter((path) => !existsSync(join(ROOT, `${path}`))),
    ).toEqual([])
  })

  it('say why where the packages cannot be installed, which .npmrc would not', () => {
    const installing = steps.flatMap(({ run }) => (run?.includes('npm ci') ? run : []))
    expect(installing.length).toBeGreaterThanOrEqual(2)
    expect(installing.filter((run) => !run.includes('--loglevel=error'))).toEqual([])
  })

  it('bring a machine what a suite needs beside Node, and only to that suite', () => {
    const conditions = steps.flatMap(({ if: condition }) => condition ?? [])
    for (const condition of conditions) {
      const name = condition.match(/^contains\(matrix\.command, '([\w:]+)'\)$/)?.[1] ?? condition
      expect(nightly.filter((command) => command.includes(name))).toHaveLength(1)
    }
  })
})
