import { chmodSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { stopPostgres } from '@/lib/embedded/postgres'
import { describeFailure } from '@/lib/errors'
import { startTlsProxy } from '@/test/support/proxies/tls-proxy'
import { makeAuthority, makeCertificate } from '@/test/support/servers/certificates'
import { startOwnPostgres } from '@/test/support/servers/own-postgres'
import { makeTestFolder } from '@/test/support/servers/test-folder'

const dataDir = makeTestFolder('veilgate-tls-')
const authority = makeAuthority('a private CA')
const stranger = makeAuthority('another CA')
const hosts = ['localhost']
const server = makeCertificate({ name: 'the server', hosts, issuer: authority })
const outdated = makeCertificate({ name: 'the server', hosts, issuer: authority, isExpired: true })
const client = makeCertificate({ name: 'certified', issuer: authority })
const forged = makeCertificate({ name: 'certified', issuer: stranger })

const rootFile = keep('root.pem', authority.certificate)
const otherRoot = keep('other.pem', stranger.certificate)
const certified = `sslcert=${keep('client.pem', client.certificate)}&sslkey=${keep('client.key', client.key)}`
const forgery = `sslcert=${keep('forged.pem', forged.certificate)}&sslkey=${keep('forged.key', forged.key)}`

let admin: pg.Client
let port = ''
/** Of a server that does not encrypt. */
let plain = ''

beforeAll(async () => {
  chmodSync(dataDir, 0o711)
  const { url } = await startOwnPostgres(dataDir, {
    settings: {
      ssl: 'on',
      ssl_cert_file: 'server.crt',
      ssl_key_file: 'server.key',
      ssl_ca_file: 'root.crt',
    },
    access: ['hostssl all certified all cert', 'hostssl all secret all scram-sha-256'].concat(
      'host all certified,secret all reject',
    ),
    files: {
      'server.crt': server.certificate,
      'server.key': server.key,
      'root.crt': authority.certificate,
    },
  })
  port = new URL(url).port
  admin = new pg.Client({ connectionString: url })
  await admin.connect()
  // 'secret' may only come in encrypted, 'certified' only with a certificate, 'anyone' either way.
  for (const role of ['anyone', 'secret', 'certified']) {
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 'of the tests'`)
  }
  await admin.query('CREATE DATABASE mine OWNER secret')
  const own = new URL(inject('services').templateUrl)
  own.pathname = '/postgres'
  plain = own.href
})

afterAll(async () => {
  await admin?.end()
  await stopPostgres(dataDir)
  rmSync(dataDir, { recursive: true, force: true })
})

describe('a connection', () => {
  it.each([
    ['', 'plain'],
    ['sslmode=disable', 'plain'],
    ['sslmode=allow', 'plain'],
    ['sslmode=prefer', 'encrypted'],
    ['sslmode=require', 'encrypted'],
    ['sslmode=no-verify', 'encrypted'],
    [`sslmode=require&sslrootcert=${rootFile}`, 'encrypted'],
    [`sslmode=verify-ca&sslrootcert=${rootFile}`, 'encrypted'],
    [`sslmode=verify-full&sslrootcert=${rootFile}`, 'encrypted'],
    ['sslmode=require&channel_binding=require', 'encrypted'],
    ['channel_binding=prefer', 'plain'],
  ])('to a server that encrypts where asked is with %j %s', async (parameters, found) => {
    expect(await open(`anyone@localhost`, parameters)).toBe(found)
  })

  it.each([
    ['sslmode=allow', 'encrypted'],
    ['sslmode=prefer', 'encrypted'],
    ['', /refuses this user .*sslmode=require.*\(28000\)/],
    ['sslmode=disable', /refuses this user .*sslmode=require.*\(28000\)/],
  ])('that a server wants encrypted is with %j %s', async (parameters, found) => {
    expect(await open('secret@localhost', parameters)).toEqual(matching(found))
  })

  it.each([
    ['sslmode=allow', 'plain'],
    ['sslmode=prefer', 'plain'],
    ['channel_binding=require', /offers no channel binding/],
    [
      'sslmode=require',
      /does not encrypt connections, and the sslmode of DATABASE_URL asks for it/,
    ],
    [`sslmode=verify-full&sslrootcert=${rootFile}`, /does not encrypt connections/],
  ])('to a server without encryption is with %j %s', async (parameters, found) => {
    expect(await openUrl(`${plain}?${parameters}`)).toEqual(matching(found))
  })

  it.each([
    ['localhost', `sslmode=require&sslrootcert=${otherRoot}`, /does not trust/],
    ['localhost', `sslmode=verify-ca&sslrootcert=${otherRoot}`, /does not trust/],
    ['localhost', `sslmode=verify-full&sslrootcert=${otherRoot}`, /does not trust/],
    ['localhost', 'sslmode=verify-full', /name its CA’s file as sslrootcert/],
    ['localhost', 'sslmode=verify-full&sslrootcert=system', /does not trust/],
    ['127.0.0.1', `sslmode=verify-full&sslrootcert=${rootFile}`, /for another host name/],
    ['127.0.0.1', `sslmode=verify-ca&sslrootcert=${rootFile}`, 'encrypted'],
    ['127.0.0.1', `sslmode=require&sslrootcert=${rootFile}`, 'encrypted'],
  ])('to %s with %s is what it is to libpq', async (host, parameters, found) => {
    expect(await open(`anyone@${host}`, parameters)).toEqual(matching(found))
  })

  it.each([
    [certified, 'encrypted'],
    ['', /refuses this user .*client certificate, sslcert and sslkey.*\(28000\)/],
    [forgery, /could not agree on encryption|cut the connection|closed the connection/],
  ])('shows the client certificate of %s', async (parameters, found) => {
    const query = `sslmode=verify-full&sslrootcert=${rootFile}&${parameters}`
    expect(await open('certified@localhost', query)).toEqual(matching(found))
  })

  it('is refused where the certificate has run out', async () => {
    await replaceCertificate(outdated)
    const query = `sslmode=verify-full&sslrootcert=${rootFile}`
    const seen = () => open('anyone@localhost', query)
    await expect.poll(seen).toMatch(/certificate that is not valid today/)
    await replaceCertificate(server)
    await expect.poll(seen).toBe('encrypted')
  })

  it('that something in between decrypts gives no proof of the password', async () => {
    const proxy = await startTlsProxy(Number(port))
    try {
      const at = (parameters: string) =>
        openUrl(`postgresql://anyone:of%20the%20tests@127.0.0.1:${proxy.port}/mine?${parameters}`)
      expect(await at('sslmode=require&channel_binding=prefer')).toBe('plain')
      expect(await at('sslmode=require&channel_binding=require')).toMatch(
        /offers no channel binding, and DATABASE_URL asks for it/,
      )
    } finally {
      proxy.close()
    }
  })
})

it('migrates over an encrypted connection, as an owner who is no superuser', async () => {
  const query = `sslmode=verify-full&sslrootcert=${rootFile}&channel_binding=require`
  const url = `postgresql://secret:of%20the%20tests@localhost:${port}/mine?${query}`
  expect((await migrateDatabase(url)).applied.length).toBeGreaterThan(0)
  expect((await migrateDatabase(url)).applied).toEqual([])
})

/** Opens a connection as Veilgate does. @returns how it is, or why it is not, in words. */
function open(userAt: string, parameters: string): Promise<string> {
  const [user = '', host = ''] = userAt.split('@')
  return openUrl(`postgresql://${user}:of%20the%20tests@${host}:${port}/mine?${parameters}`)
}

async function openUrl(url: string): Promise<string> {
  const opened = new GuardedClient(connectionConfig(url))
  try {
    await opened.connect()
    const { rows } = await opened.query('SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()')
    return rows[0].ssl ? 'encrypted' : 'plain'
  } catch (error) {
    return describeFailure(error)
  } finally {
    await opened.end().catch(() => undefined)
  }
}

function matching(found: string | RegExp) {
  return typeof found === 'string' ? found : expect.stringMatching(found)
}

function keep(name: string, text: string): string {
  const path = join(dataDir, name)
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

async function replaceCertificate(certificate: typeof server) {
  const { rows } = await admin.query('SHOW data_directory')
  writeFileSync(join(rows[0].data_directory, 'server.crt'), certificate.certificate)
  writeFileSync(join(rows[0].data_directory, 'server.key'), certificate.key)
  await admin.query('SELECT pg_reload_conf()')
}
