import { existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { makeRunFolder } from '@/lib/cli/checks/run-folder'
import { runsRoot } from '@/lib/cli/checks/runs-root'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const set = process.env.TMPDIR
beforeEach(() => {
  process.env.TMPDIR = makeTestFolder('veilgate-runs-')
})
afterEach(() => {
  if (set === undefined) delete process.env.TMPDIR
  else process.env.TMPDIR = set
})

it('a run is where TMPDIR says, and another account gets through', () => {
  const folder = makeRunFolder('run-')
  expect([dirname(folder), runsRoot()]).toEqual([process.env.TMPDIR, process.env.TMPDIR])
  expect(statSync(folder).mode & 0o777).toBe(0o711)
})

it('what a killed run left behind goes, and nothing of a run that goes on', () => {
  const left = (name: string, owner?: string) => {
    const folder = join(runsRoot(), name)
    mkdirSync(folder)
    if (owner !== undefined) writeFileSync(join(folder, 'owner'), owner)
    return folder
  }
  const own = makeRunFolder('run-')
  const killed = left('run-killed', `${process.pid}@0`)
  const others = [own, left('run-being-made'), left('elsewhere', `${process.pid}@0`)]
  makeRunFolder('run-')
  expect(existsSync(killed)).toBe(false)
  expect(others.map((folder) => existsSync(folder))).toEqual([true, true, true])
})
