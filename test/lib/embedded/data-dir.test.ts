import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeDataDir, readPrecious, readState, writeState } from '@/lib/embedded/data-dir'
import { makeTestFolder } from '@/test/support/servers/test-folder'

let folder = ''
beforeEach(() => {
  folder = makeTestFolder('veilgate-data-dir-')
})
const modeOf = (path: string) => statSync(path).mode & 0o777

describe('a data folder', () => {
  it('is closed to others when it is made, and so are its logs', () => {
    const path = join(folder, 'parent/data')
    makeDataDir(path)
    // The account of the embedded Postgres passes through root's.
    expect(modeOf(path)).toBe(process.getuid?.() === 0 ? 0o711 : 0o700)
    expect(modeOf(join(path, 'logs'))).toBe(0o700)
  })

  it('keeps its mode where it is there already', () => {
    const path = join(folder, 'data')
    mkdirSync(path, { mode: 0o750 })
    makeDataDir(path)
    makeDataDir(path)
    expect([modeOf(path), readdirSync(path)]).toEqual([0o750, ['logs']])
  })
})

describe('a state file', () => {
  it('is replaced in one step, readable by its owner alone', () => {
    const path = join(folder, 'state.json')
    writeFileSync(path, '{}', { mode: 0o644 })
    writeState(path, { port: 1 })
    expect([readState(path), modeOf(path), readdirSync(folder)]).toEqual([
      { port: 1 },
      0o600,
      ['state.json'],
    ])
  })

  it('counts as missing where it is damaged, unless nothing can replace it', () => {
    const path = join(folder, 'state.json')
    expect([readState(path), readPrecious(path)]).toEqual([null, null])
    writeFileSync(path, '{"port": ')
    expect(readState(path)).toBeNull()
    expect(() => readPrecious(path)).toThrow(/state\.json is damaged or cannot be read\./)
  })
})
