import type pg from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { connectionConfig } from '@/lib/db/connection/connection-config'
import { openPool } from '@/lib/db/connection/connection-pool'
import { GuardedClient } from '@/lib/db/connection/guarded-client'
import { describeFailure, failureCode } from '@/lib/errors'
import { type SilentProxy, startSilentProxy } from '@/test/support/proxies/silent-proxy'
import { CERTIFICATE, startTlsProxy } from '@/test/support/proxies/tls-proxy'
import { useServices } from '@/test/support/services'

const services = useServices()
const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

describe('a connection', () => {
  it.each([
    ['America/New_York', 'SQL, DMY'],
    ['Europe/Berlin', 'German'],
    ['Asia/Kathmandu', 'Postgres, MDY'],
  ])('is in UTC and ISO where the database says %s and %s', async (zone, style) => {
    const database = new URL(services.databaseUrl()).pathname.slice(1)
    await services.query(`ALTER DATABASE "${database}" SET timezone = '${zone}'`)
    await services.query(`ALTER DATABASE "${database}" SET datestyle = '${style}'`)
    cleanUps.push(() => services.query(`ALTER DATABASE "${database}" RESET ALL`))
    const client = await connect(services.databaseUrl())
    const { rows } = await client.query(
      `SELECT '2026-07-04T05:06:08Z'::timestamptz::text AS moment`,
    )
    expect(rows).toEqual([{ moment: '2026-07-04 05:06:08+00' }])
  })

  it('looks first in the schema that the URL names, whatever its name is', async () => {
    const url = new URL(services.databaseUrl())
    url.searchParams.set('schema', 'We"ird, one')
    await services.query('CREATE SCHEMA IF NOT EXISTS "We""ird, one"')
    const client = await connect(url.href)
    const { rows } = await client.query('SELECT current_schema() AS schema')
    expect(rows).toEqual([{ schema: 'We"ird, one' }])
  })

  it('that breaks with nobody listening ends no process, and says so to the next query', async () => {
    const client = await connect(services.databaseUrl())
    const [own] = (await client.query('SELECT pg_backend_pid() AS pid')).rows
    const ended = new Promise((done) => client.once('end', done))
    await services.query('SELECT pg_terminate_backend($1)', [own.pid])
    await ended
    const failure = await client.query('SELECT 1').catch((error: unknown) => error)
    expect(describeFailure(failure)).toMatch(/^The database at .* closed the connection/)
  })

  it('that is not answered while it opens is given up, in words', async () => {
    const { url, proxy } = await behindProxy()
    proxy.setSilent(true)
    for (const mode of ['disable', 'prefer']) {
      const config = connectionConfig(`${url}?sslmode=${mode}&connect_timeout=1`)
      const failure = await new GuardedClient(config).connect().catch((error: unknown) => error)
      expect(describeFailure(failure)).toMatch(/did not answer in time.*firewall.*DATABASE_URL/)
    }
  })

  it('that is refused is not left open', async () => {
    const url = new URL(services.databaseUrl())
    url.password = ''
    const client = new GuardedClient(connectionConfig(url.href))
    await expect(client.connect()).rejects.toThrow('password')
    expect(client.connection.stream.destroyed).toBe(true)
  })

  it('that falls silent fails the query under way at its deadline, in words', async () => {
    const { url, proxy } = await behindProxy()
    const client = await connect(url, 500)
    proxy.silence()
    const failure = await client.query('SELECT 1').catch((error: unknown) => error)
    expect(failureCode(failure)).toBe('DATABASE_NO_ANSWER')
    expect(describeFailure(failure)).toContain(`127.0.0.1:${proxy.port}`)
    await client.end()
  })

  it('that falls silent while idle can be ended all the same', async () => {
    const { url, proxy } = await behindProxy()
    const client = await connect(url)
    proxy.silence()
    await client.end()
  })
})

describe('a pool', () => {
  it('has the place of a broken connection back that nobody gave back', async () => {
    const { url, proxy } = await behindProxy()
    const pool = openPool(connectionConfig(url, { deadlineMs: 500 }), 1)
    cleanUps.push(() => pool.end())
    const lent = await pool.connect()
    proxy.silence()
    await expect(lent.query('SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_NO_ANSWER' })
    expect((await pool.query('SELECT 2 AS two')).rows).toEqual([{ two: 2 }])
    lent.release()
    expect((await pool.query('SELECT 3 AS three')).rows).toEqual([{ three: 3 }])
  })
})

describe('TLS', () => {
  it('is used with sslmode=prefer where the server has it, and not where it has not', async () => {
    const plain = await connect(withMode(services.databaseUrl(), 'prefer'))
    expect(isEncrypted(plain)).toBe(false)
    const secure = await connect(withMode(await behindTls(), 'prefer'))
    expect(isEncrypted(secure)).toBe(true)
    expect((await secure.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
  })

  it('takes a private CA with sslmode=require, and names the way out where it may not', async () => {
    const url = await behindTls()
    expect(isEncrypted(await connect(withMode(url, 'require')))).toBe(true)
    const untrusted = await connect(withMode(url, 'verify-full')).catch((error: unknown) => error)
    expect(describeFailure(untrusted)).toMatch(/sslrootcert.*sslmode=require.*SELF_SIGNED_CERT/)
  })

  it('says where a certificate is for another host, and where the server has none', async () => {
    const config = connectionConfig(withMode(await behindTls(), 'verify-full'))
    const otherName = new GuardedClient({ ...config, ssl: { ca: CERTIFICATE } })
    const wrongName = await otherName.connect().catch((error: unknown) => error)
    expect(describeFailure(wrongName)).toMatch(/another host name.*verify-ca/)
    const plain = await connect(withMode(services.databaseUrl(), 'require')).catch(
      (error: unknown) => error,
    )
    expect(describeFailure(plain)).toMatch(/does not encrypt.*sslmode of DATABASE_URL/)
  })
})

async function connect(url: string, deadlineMs = 30_000): Promise<pg.Client> {
  const client = new GuardedClient(connectionConfig(url, { deadlineMs }))
  await client.connect()
  cleanUps.push(() => client.end())
  return client
}

async function behindProxy(): Promise<{ url: string; proxy: SilentProxy }> {
  const url = new URL(services.databaseUrl())
  const proxy = await startSilentProxy(Number(url.port))
  cleanUps.push(proxy.close)
  url.port = String(proxy.port)
  return { url: url.href, proxy }
}

async function behindTls(): Promise<string> {
  const url = new URL(services.databaseUrl())
  const proxy = await startTlsProxy(Number(url.port))
  cleanUps.push(proxy.close)
  url.port = String(proxy.port)
  return url.href
}

function withMode(url: string, sslmode: string): string {
  return `${url}?sslmode=${sslmode}`
}

function isEncrypted(client: pg.Client): boolean {
  return (client.connection.stream as { encrypted?: boolean }).encrypted === true
}
