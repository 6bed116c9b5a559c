import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { consoleEnv, forgetSetupSecrets, provideEnv, setupSecretsGiven } from '@/lib/env'
import { VARIABLES } from '@/lib/env-variables'
import { ROOT } from '@/test/support/sources/root'

const SECRET = 'canary of the setup'
const NAMES = Object.entries<{ want: string; secret?: boolean | 'setup' }>(VARIABLES)
  .filter(([, { secret }]) => secret === 'setup')
  .map(([name]) => name as keyof typeof VARIABLES)

afterEach(() => provideEnv(Object.fromEntries(NAMES.map((name) => [name, '']))))

describe('the environment of the process that serves the console', () => {
  it('counts every passphrase and password among the secrets of setting up', () => {
    const named = Object.keys(VARIABLES).filter((name) => /PASSPHRASE|PASSWORD/.test(name))
    expect([...NAMES].sort()).toEqual(named.sort())
    expect(NAMES.length).toBeGreaterThanOrEqual(5)
  })

  it('holds none of them, whatever the variable is called, as the process itself sees it', () => {
    provideEnv(Object.fromEntries(NAMES.map((name) => [name, SECRET])))
    process.env.VEILGATE_OLD_VAULT_PASSPHRASE = SECRET
    try {
      const seen = environmentOf(consoleEnv())
      expect(seen).not.toContain(SECRET)
      expect(seen).toContain('PATH=')
    } finally {
      delete process.env.VEILGATE_OLD_VAULT_PASSPHRASE
    }
  })

  it('does not get them from a .env file, which Next reads by itself', () => {
    const folder = mkdtempSync(join(tmpdir(), 'veilgate-env-'))
    const lines = NAMES.map((name) => `${name}="${SECRET}"`)
    writeFileSync(join(folder, '.env'), [...lines, 'VEILGATE_LANES=7'].join('\n'))
    const program = `
      require('@next/env').loadEnvConfig(${JSON.stringify(folder)}, false)
      console.log(JSON.stringify(process.env))`
    const seen = run(program, { ...consoleEnv(), __NEXT_PROCESSED_ENV: '' })
    rmSync(folder, { recursive: true })
    expect(seen).toContain('"VEILGATE_LANES":"7"')
    expect(seen).not.toContain(SECRET)
  })

  it('is chosen wherever the product starts a process, and never left to chance', () => {
    const found = sources(join(ROOT, 'lib')).flatMap((path) => {
      const calls = readFileSync(path, 'utf8').matchAll(/\b(?:spawn|fork)\(\s*(.*?)\n {2,4}\}\)/gs)
      return [...calls].flatMap(([call]) => (/\benv\b/.test(call) ? [] : [path]))
    })
    expect(found).toEqual([])
  })
})

describe('setup secrets', () => {
  it('are named where they are given, and forgotten once they have served', () => {
    provideEnv({ VEILGATE_VAULT_PASSPHRASE: SECRET, VEILGATE_USER_PASSWORD: '' })
    expect(setupSecretsGiven()).toEqual(['VEILGATE_VAULT_PASSPHRASE'])
    forgetSetupSecrets()
    expect(setupSecretsGiven()).toEqual([])
    expect(JSON.stringify(process.env)).not.toContain(SECRET)
  })
})

/** Of a real child: on Linux as the kernel shows it, to whoever runs as the same account. */
function environmentOf(env: NodeJS.ProcessEnv): string {
  const kernel = `require('fs').readFileSync('/proc/self/environ', 'utf8').replaceAll('\\0', '\\n')`
  const own = `Object.entries(process.env).map((pair) => pair.join('=')).join('\\n')`
  return run(`console.log(${process.platform === 'linux' ? kernel : own})`, env)
}

function run(program: string, env: NodeJS.ProcessEnv): string {
  return execFileSync(process.execPath, ['-e', program], { env, encoding: 'utf8' })
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !/generated|cli.checks/.test(path))
    .map((path) => join(folder, path))
}
