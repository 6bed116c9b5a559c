import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { ROOT } from '@/test/support/sources/root'

type Service = {
  environment?: Record<string, string>
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  mem_limit?: string
  tmpfs?: string[]
  ports?: string[]
}

const text = readFileSync(join(ROOT, 'docker-compose.yml'), 'utf8')
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> }
const all = Object.entries(services)

describe('docker-compose.yml', () => {
  it('confines each service', () => {
    expect(Object.keys(services).sort()).toEqual(['migrate', 'postgres', 'sqs', 'web', 'worker'])
    for (const [name, service] of all) {
      expect({ name, ...service }).toMatchObject({
        name,
        read_only: true,
        cap_drop: ['ALL'],
        mem_limit: expect.any(String),
        security_opt: ['no-new-privileges:true'],
        tmpfs: expect.arrayContaining(['/tmp']),
      })
    }
  })

  it('has no default for a password or secret, and gives none that only setting up needs', () => {
    const entries = all.flatMap(([, { environment = {} }]) => Object.entries(environment))
    const secrets = entries.filter(([name, value]) =>
      /PASSWORD|SECRET$|DATABASE_URL/.test(name + value.replace(/:.*/, '')),
    )
    expect(secrets.length).toBeGreaterThanOrEqual(9)
    for (const [name, value] of secrets) expect([name, value]).toEqual([name, REQUIRED])
    expect(entries.filter(([name]) => /PASSPHRASE|VEILGATE_\w*PASSWORD/.test(name))).toEqual([])
  })

  it('signs each process in as the role that it needs', () => {
    const userOf = (name: string, variable = 'DATABASE_URL') =>
      /\/\/(\w+):/.exec(services[name]?.environment?.[variable] ?? '')?.[1]
    expect(userOf('web')).toBe('logins_console')
    expect(userOf('web', 'VEILGATE_REVEAL_DATABASE_URL')).toBe('logins_reveal')
    expect(userOf('worker')).toBe('logins_worker')
    expect(userOf('migrate')).toBe('veilgate')
    for (const role of ['console', 'reveal', 'worker']) {
      expect(text).toContain(
        `CREATE ROLE logins_${role} LOGIN PASSWORD :'${role}' IN ROLE veilgate_${role};`,
      )
    }
  })

  it('is reached from this machine alone', () => {
    expect(all.flatMap(([, { ports = [] }]) => ports)).toEqual(['127.0.0.1:3000:3000'])
  })
})

/** `${NAME:?why}`, alone or within a URL. */
const REQUIRED = expect.stringMatching(/^[^$]*\$\{\w+:\?[^}]*\}[^$]*$/)
