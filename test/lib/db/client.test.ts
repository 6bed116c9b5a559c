import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { backgroundDatabase, closeDatabase, database } from '@/lib/db/client'
import { findNewestLedgerId } from '@/lib/db/ledger/find-newest-ledger-id'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { transaction } from '@/lib/db/transaction'
import { provideEnv } from '@/lib/env'
import { describeFailure, failureCode } from '@/lib/errors'
import { startSilentProxy } from '@/test/support/proxies/silent-proxy'
import { createEmptyDatabase, useServices } from '@/test/support/services'

const services = useServices()
const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  await closeDatabase()
  provideEnv({ DATABASE_URL: services.databaseUrl() })
})

describe('the client', () => {
  it('works again once silent connections are given up, with every place of its pool', async () => {
    const proxy = await pointAtProxy()
    await database().$queryRaw`SELECT 1`
    // Some fall silent in their BEGIN, some in a statement, some in their COMMIT.
    const hung = Array.from({ length: 30 }, (_, at) =>
      transaction(
        async (tx) => {
          if (at % 3 === 0) proxy.silence()
          await tx.$queryRaw`SELECT pg_sleep(0.05)::text`
        },
        { timeoutMs: 2_000 + at * 10 },
      ).then(
        () => 'done',
        (error: unknown) => describeFailure(error),
      ),
    )
    proxy.setSilent(true)
    proxy.silence()
    for (const words of await Promise.all(hung)) {
      expect(words).toMatch(/^done$|did not answer|took too long|are in use|closed the connection/)
    }
    proxy.setSilent(false)
    const takeEveryPlace = () => {
      const all = Array.from({ length: 12 }, () =>
        transaction((tx) => tx.$queryRaw`SELECT pg_sleep(0.2)::text`),
      )
      return Promise.allSettled(all).then((ended) => ended.map(({ status }) => status))
    }
    await expect.poll(takeEveryPlace).toEqual(Array(12).fill('fulfilled'))
  })

  it('gives up a query that gets no answer, and names the database', async () => {
    const proxy = await pointAtProxy()
    await database().$queryRaw`SELECT 1`
    proxy.silence()
    const failure = await database().$queryRaw`SELECT 2`.catch((error: unknown) => error)
    expect(failureCode(failure)).toBe('DATABASE_NO_ANSWER')
    expect(describeFailure(failure)).toMatch(
      new RegExp(`The database at 127.0.0.1:${proxy.port}/.* did not answer within 10 s`),
    )
    expect(await database().$queryRaw`SELECT 3 AS three`).toEqual([{ three: 3 }])
  })

  it('is closed soon, though a connection does not answer', async () => {
    const proxy = await pointAtProxy()
    await backgroundDatabase().$queryRaw`SELECT 1`
    proxy.silence()
    const hung = backgroundDatabase().$queryRaw`SELECT 2`.catch((error: unknown) =>
      failureCode(error),
    )
    await sleep(500)
    await closeDatabase()
    expect(await hung).toBe('CONNECTION_CLOSED')
  })

  it('finds its way back where the database was away when it first connected', async () => {
    const proxy = await pointAtProxy()
    proxy.close()
    const failure = await database().$queryRaw`SELECT 1`.catch((error: unknown) => error)
    expect(describeFailure(failure)).toMatch(/nothing listens there.*DATABASE_URL/)
    const again = await startSilentProxy(Number(new URL(services.databaseUrl()).port), proxy.port)
    cleanUps.push(again.close)
    expect(await database().$queryRaw`SELECT 1 AS one`).toEqual([{ one: 1 }])
  })
})

describe('a schema of its own', () => {
  it.each([
    ['?schema=', (url: URL) => url.searchParams.set('schema', 'veilgate'), []],
    [
      '?options=',
      (url: URL) => url.searchParams.set('options', '-c search_path=veilgate'),
      ['CREATE SCHEMA veilgate'],
    ],
    [
      "the database's search_path",
      () => undefined,
      ['CREATE SCHEMA veilgate', 'ALTER DATABASE "$" SET search_path = veilgate'],
    ],
  ])('is written to and read from by %s, models and SQL alike', async (_, choose, statements) => {
    const url = new URL(await createEmptyDatabase())
    provideEnv({ DATABASE_URL: url.href })
    for (const statement of statements) {
      await database().$executeRawUnsafe(statement.replace('$', url.pathname.slice(1)))
    }
    await closeDatabase()
    choose(url)
    provideEnv({ DATABASE_URL: url.href })
    await migrateDatabase(url.href)
    const [tables] = await database().$queryRaw<{ own: number; other: number }[]>`
      SELECT count(*) FILTER (WHERE schemaname = 'veilgate')::int AS own,
        count(*) FILTER (WHERE schemaname = 'public')::int AS other
      FROM pg_tables WHERE schemaname IN ('veilgate', 'public')`
    expect(tables).toMatchObject({ own: expect.any(Number), other: 0 })
    expect(await database().user.count()).toBe(0)
    expect(await findNewestLedgerId()).toBeDefined()
  })
})

async function pointAtProxy() {
  const url = new URL(services.databaseUrl())
  const proxy = await startSilentProxy(Number(url.port))
  cleanUps.push(proxy.close)
  url.port = String(proxy.port)
  provideEnv({ DATABASE_URL: url.href })
  await closeDatabase()
  return proxy
}
