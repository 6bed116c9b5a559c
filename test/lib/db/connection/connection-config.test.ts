import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { UserError } from '@/lib/errors'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const folder = makeTestFolder('veilgate-root-')
const root = join(folder, 'root.pem')
writeFileSync(root, 'a certificate')
afterAll(() => rmSync(folder, { recursive: true }))

const at = (rest: string) => connectionConfig(`postgresql://someone:secret@db.example.test${rest}`)

describe('the URL of a database', () => {
  it('is read whole', () => {
    const config = connectionConfig(
      'postgres://some%40one:p%2Fw%23@db.example.test:6543/logins?application_name=mine&connect_timeout=7&connection_limit=4&options=-c%20work_mem%3D8MB&schema=We"ird&pgbouncer=true',
    )
    expect(config).toMatchObject({
      host: 'db.example.test',
      port: 6543,
      user: 'some@one',
      password: 'p/w#',
      database: 'logins',
      application_name: 'mine',
      connectTimeoutMs: 7_000,
      connectionLimit: 4,
      options: '-c work_mem=8MB',
      schema: 'We"ird',
      where: 'db.example.test:6543/logins (DATABASE_URL)',
    })
  })

  it.each([
    ['?', 'someone', 'secret'],
    ['\n', 'someone', 'secret'],
  ])('may end in %j', (end) => {
    expect(at(`/logins${end}`)).toMatchObject({ database: 'logins', password: 'secret' })
  })

  it.each([
    ['pa%ss', 'pa%ss'],
    ['pa%ss%2F', 'pa%ss/'],
    ['pa@ss', 'pa@ss'],
    ['pa,ss', 'pa,ss'],
    ['100%', '100%'],
  ])('gives the password %s as it is meant', (written, password) => {
    const config = connectionConfig(`postgresql://someone:${written}@db.example.test/logins`)
    expect(config).toMatchObject({ password, host: 'db.example.test', database: 'logins' })
  })

  it.each(['pa#ss', 'pa/ss', 'pa?ss', '12#ss', '12/ss', '12?ss', '%ff'])(
    'says that the password %s wants percent-encoding, and does not quote it',
    (password) => {
      const words = wordsOf(`postgresql://someone:${password}@db.example.test/logins`)
      expect(words).toMatch(/^DATABASE_URL is wrong: .*percent-encode/)
      expect(words).not.toContain(password)
    },
  )

  it.each([
    ['pool_timeout=5', 'pool_timeout'],
    ['target_session_attrs=read-write', 'target_session_attrs'],
    ['channel_binding=always', 'channel_binding'],
    ['sslrootcert=system', 'sslmode=verify-full'],
    ['sslmode=require&sslrootcert=system', 'sslmode=verify-full'],
    ['ssl=true', 'ssl (use sslmode)'],
    ['Schema=veilgate', 'Schema'],
    ['sslmode=required-please', 'sslmode'],
    ['sslmode=verify-ca', 'sslrootcert'],
    ['connect_timeout=0', 'connect_timeout'],
    ['connection_limit=many-many', 'connection_limit'],
    ['schema=a&schema=b', 'schema'],
    ['schema=', 'schema'],
    ['options=-c%20TimeZone%3DEurope/Berlin', 'TimeZone'],
    ['options=-c%20search_path%3Dpublic&schema=other', 'search_path'],
    ['sslrootcert=/no/such/file-at-all', 'sslrootcert'],
  ])('is refused with %s by the name of the parameter, without its value', (parameter, named) => {
    const words = wordsOf(`postgresql://someone:secret@db.example.test/logins?${parameter}`)
    expect(words).toContain(named)
    expect(words).not.toMatch(/required-please|many-many|read-write|secret|someone/)
  })

  it.each([
    ['mysql://someone@db/logins', 'wanted a Postgres URL'],
    ['nonsense', 'wanted a Postgres URL'],
    ['postgresql://one:5432,two:5432/logins', 'name one'],
    ['postgresql://someone:pa,ss@one,two:5432?sslmode=require', 'name one'],
    ['postgresql://one,two/logins', 'name one'],
  ])('is refused where it is none: %s', (url, words) => {
    expect(wordsOf(url)).toContain(words)
  })

  it('is named by the variable that it came from', () => {
    const given = { variable: 'VEILGATE_REVEAL_DATABASE_URL' } as const
    expect(() => connectionConfig('nonsense', given)).toThrow(/^VEILGATE_REVEAL_DATABASE_URL is/)
    expect(connectionConfig('postgresql://db/logins', given).where).toBe(
      'db:5432/logins (VEILGATE_REVEAL_DATABASE_URL)',
    )
  })
})

describe('sslmode', () => {
  const trustsAnyone = { rejectUnauthorized: false }

  it.each([
    ['', undefined, undefined],
    ['sslmode=disable', false, undefined],
    ['sslmode=allow', trustsAnyone, 'demanded'],
    ['sslmode=prefer', trustsAnyone, 'offered'],
    ['sslmode=require', trustsAnyone, undefined],
    ['sslmode=no-verify', trustsAnyone, undefined],
    ['sslmode=verify-full', {}, undefined],
    ['sslmode=verify-full&sslrootcert=system', {}, undefined],
    ['sslmode=require&uselibpqcompat=true', trustsAnyone, undefined],
    [`sslmode=verify-full&sslrootcert=${root}`, { ca: 'a certificate' }, undefined],
  ])('means with %j what it means to libpq', (parameters, ssl, tlsWhere) => {
    const config = at(`/logins?${parameters}`)
    expect(config.ssl).toEqual(ssl)
    expect(config.tlsWhere).toBe(tlsWhere)
  })

  it.each(['require', 'verify-ca'])('%s with a root checks the issuer, not the name', (mode) => {
    const { ssl } = at(`/logins?sslmode=${mode}&sslrootcert=${root}`)
    expect(ssl).toEqual({ ca: 'a certificate', checkServerIdentity: expect.any(Function) })
  })

  it('asks nothing of a Unix socket', () => {
    const config = connectionConfig('postgresql:///logins?host=/run/postgresql&sslmode=prefer')
    expect(config).toMatchObject({ host: '/run/postgresql', ssl: false })
    expect(config.tlsWhere).toBe(undefined)
  })
})

function wordsOf(url: string): string {
  try {
    connectionConfig(url)
  } catch (error) {
    expect(error).toBeInstanceOf(UserError)
    return (error as Error).message
  }
  throw new Error('It was accepted.')
}
