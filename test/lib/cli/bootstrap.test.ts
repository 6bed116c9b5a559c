import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const BOOTSTRAP = 'lib/cli/bootstrap.mjs'
/** Without services of its own, whatever the run of tests has. */
const EMBEDDED = { DATABASE_URL: '', SQS_QUEUE_URL: '' }

describe('the bootstrap', () => {
  it('says so where Node is too old', () => {
    const spoof = `Object.defineProperty(process.versions, 'node', { value: '20.18.3' })`
    const { status, stderr } = run(['--import', `data:text/javascript,${spoof}`], ['start'])
    expect(status).toBe(1)
    expect(stderr).toMatch(/needs Node 20\.19 or newer, and this is 20\.18\.3/)
  })

  it('names the commands where there is none of that name', () => {
    const { status, stdout, stderr } = run([], ['strat'])
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr).toMatch(/The commands are: start, /)
  })

  it('prints an error that is meant for people alone', () => {
    const { status, stdout, stderr } = run([], ['migrate'], { PORT: 'x', DATABASE_URL: 'nonsense' })
    expect([status, stdout]).toEqual([1, ''])
    expect(stderr.trim().split('\n')).toEqual([
      'PORT is wrong: wanted a port number from 0 to 65535, but it is "x".',
      expect.stringMatching(/^DATABASE_URL is wrong: wanted a Postgres URL[^"]*\.$/),
    ])
  })

  it('says which folder cannot hold its data, and what to do', () => {
    const folder = join(makeTestFolder('veilgate-no-folder-'), 'file')
    writeFileSync(folder, '')
    const { status, stderr } = run([], ['migrate'], { ...EMBEDDED, VEILGATE_DATA_DIR: folder })
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(
        /^The folder \S+ cannot be used \(ENOTDIR\)\. Set VEILGATE_DATA_DIR .*\n$/,
      ),
    ])
  })
})

function run(flags: string[], args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [...flags, BOOTSTRAP, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
}
