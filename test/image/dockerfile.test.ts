import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { validate } from 'dockerfile-utils'
import { describe, expect, it } from 'vitest'
import { COMMANDS } from '@/lib/cli/image/commands'
import { isSent, readDockerignore } from '@/test/image/build-context'
import { fill } from '@/test/image/compose-file'
import { readDockerfile } from '@/test/image/dockerfile'
import { ROOT } from '@/test/support/sources/root'

const text = readFileSync(join(ROOT, 'Dockerfile'), 'utf8')
const stages = readDockerfile(join(ROOT, 'Dockerfile'))
const last = stages.at(-1)?.steps ?? []

/** As a compose file has it; not a placeholder of ours. */
const OPEN = '$'.concat('{')

describe('the Dockerfile', () => {
  it('is one, by its grammar', () => {
    expect(validate(text)).toEqual([])
    expect(validate(text.replace('HEALTHCHECK', 'HEALTHCHEK'))).not.toEqual([])
  })

  it('ends as an ordinary user', () => {
    expect(last.filter(({ kind }) => kind === 'user')).toEqual([{ kind: 'user', name: 'node' }])
    const copied = last.findLastIndex(({ kind }) => kind === 'copy')
    expect(last.findIndex(({ kind }) => kind === 'user')).toBeGreaterThan(copied)
  })

  it('takes nothing from the project into the last stage but what was built', () => {
    expect(last.filter(({ kind }) => kind === 'copy')).toEqual([
      { kind: 'copy', from: 'build', sources: ['/image'], target: './' },
    ])
  })

  it('takes its role as a command, and is a console by default', () => {
    expect(last).toContainEqual({
      kind: 'entrypoint',
      command: ['node', '--max-semi-space-size=32', 'veilgate.mjs'],
    })
    expect(last).toContainEqual({ kind: 'cmd', command: ['web'] })
    for (const role of ['web', 'worker', 'migrate', 'keys']) expect(COMMANDS).toHaveProperty(role)
  })

  it('is started again where it does not live, not where it is not ready', () => {
    const check = last.find(({ kind }) => kind === 'healthcheck')
    expect(JSON.stringify(check)).toContain('/api/health/live')
  })

  it('is of the Node that .nvmrc names, in each stage', () => {
    const version = readFileSync(join(ROOT, '.nvmrc'), 'utf8').trim()
    for (const { base } of stages) expect(base).toBe(`node:${version}-bookworm-slim`)
  })

  it('holds no secret', () => {
    const values = stages.flatMap(({ steps }) => steps.filter(({ kind }) => kind === 'env'))
    expect(JSON.stringify(values)).not.toMatch(/SECRET|PASSWORD|PASSPHRASE|TOKEN|DATABASE_URL/)
  })
})

describe('what a builder is sent', () => {
  const sent = readDockerignore(ROOT)

  it('is what the console is built from', () => {
    for (const path of ['app/layout.tsx', 'lib/env.ts', 'package-lock.json', 'prisma/roles.sql']) {
      expect([path, sent(path)]).toEqual([path, true])
    }
  })

  it('is all code at the top of the project but what only tests and editors read', () => {
    const code = readdirSync(ROOT).filter((name) => /\.[cm]?[jt]s$/.test(name))
    const kept = ['next-env.d.ts', 'playwright.config.ts', 'vitest.config.ts']
    expect(code).toContain('instrumentation-client.ts')
    expect(code.filter((name) => !sent(name) && !kept.includes(name))).toEqual([])
  })

  it('is what the Dockerfile copies and runs, and nothing that is not there', () => {
    const named = stages.flatMap(({ steps }) =>
      steps.flatMap((step) => {
        if (step.kind === 'copy') return step.from === null ? step.sources : []
        return step.kind === 'run' ? (step.shell.match(/[\w./-]+\.m?js\b/g) ?? []) : []
      }),
    )
    expect(named).toContain('lib/cli/bootstrap.mjs')
    const lines = readFileSync(join(ROOT, '.dockerignore'), 'utf8').match(/(?<=^!)[^*\n]+$/gm) ?? []
    expect(lines.length).toBeGreaterThan(10)
    const missing = [...named, ...lines].filter(
      (path) => path !== '.' && !(existsSync(join(ROOT, path)) && sent(path)),
    )
    expect(missing).toEqual([])
  })

  it('is no secret, no key, and nothing that was made here', () => {
    for (const path of ['.env', '.veilgate/keys/token.key.json', 'node_modules/x', 'test/x.ts']) {
      expect([path, sent(path)]).toEqual([path, false])
    }
    expect(sent('lib/db/generated/client.ts')).toBe(false)
  })

  it('is read as a builder reads it, or not at all', () => {
    expect(isSent('*\n!lib\nlib/db')('lib/db/x.ts')).toBe(false)
    expect(isSent('*\n!lib\nlib/db')('library/x.ts')).toBe(false)
    expect(() => isSent('**/*.key')).toThrow('**/*.key')
  })
})

describe('a variable of the compose file', () => {
  it('is filled in, by its default where it has one', () => {
    expect(fill('a-$NAME:?why}-$OTHER:-b}'.replaceAll('$', OPEN), { NAME: 'x' })).toBe('a-x-b')
    expect(() => fill(`${OPEN}NAME:?why}`, {})).toThrow('NAME is not set: why')
  })
})
