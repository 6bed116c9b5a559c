import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { makeTestFolder } from '@/test/support/servers/test-folder'

describe('the file .env', () => {
  let folder = ''
  beforeEach(() => {
    folder = makeTestFolder('veilgate-env-')
  })

  /** What a program that loads it from its folder has of it. */
  function load(env: Record<string, string> = {}) {
    const module = JSON.stringify(join(process.cwd(), 'lib/cli/launch/load-env.mjs'))
    const program = `import { loadEnv } from ${module}; loadEnv(process.env); console.log([process.env.A, process.env.B].join())`
    return spawnSync(process.execPath, ['--input-type=module', '-e', program], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, ...env },
    })
  }

  it.each([
    ['as most editors write it', 'A=1\nB="2"\n', '1,2'],
    ['with a byte order mark, and as Windows ends its lines', '\uFEFFA=1\r\nB=2\r\n', '1,2'],
  ])('is read %s', (_, text, has) => {
    writeFileSync(join(folder, '.env'), text)
    expect(load().stdout.trim()).toBe(has)
    expect(load({ A: '' }).stdout.trim()).toBe(',2')
  })

  it('may be missing, and is named where it cannot be read', () => {
    expect(load({ A: '3' })).toMatchObject({ status: 0, stdout: '3,\n', stderr: '' })
    mkdirSync(join(folder, '.env'))
    expect(load()).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^The file \.env cannot be read \(EISDIR\)\./),
    })
  })
})
