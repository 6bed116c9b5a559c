import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

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
})

function run(flags: string[], args: string[], env: Record<string, string> = {}) {
  return spawnSync(process.execPath, [...flags, 'lib/cli/bootstrap.mjs', ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  })
}
