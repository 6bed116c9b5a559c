import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { AsOf } from '@/app/(console)/as-of'
import { attemptRead } from '@/app/(console)/attempt-read'
import { createOwnWriteCookie } from '@/lib/auth/session/own-write-cookie'
import { closeDatabase, database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { searchLogins } from '@/lib/db/logins/search-logins'
import { readSnapshot } from '@/lib/db/read-snapshot'
import {
  boundToSource,
  chooseSource,
  type ReadSource,
  reader,
  readingFrom,
  snapshot,
  untilFound,
} from '@/lib/db/replica/read-source'
import { parseWalPlace, walPlaceNow } from '@/lib/db/replica/wal-place'
import { watchReplica } from '@/lib/db/replica/watch-replica'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { migrateDatabase } from '@/lib/db/schema/migrate'
import { provideEnv } from '@/lib/env'
import { readShared } from '@/lib/metrics/read-shared'
import { insertAdopted } from '@/test/support/factories/adopted-logins'
import { startDatabaseFaultProxy } from '@/test/support/proxies/database-fault-proxy'
import { removeServer, startPrimary, startReplica } from '@/test/support/servers/postgres-replica'
import type { PostgresServer } from '@/test/support/servers/postgres-server'
import { forgetSingletons } from '@/test/support/singletons'

/** The request that the framework would hand in. */
const request = vi.hoisted(() => ({ headers: new Headers() }))
vi.mock('next/headers', () => ({ headers: async () => request.headers }))

let primary: PostgresServer
let replica: PostgresServer

beforeAll(async () => {
  primary = await startPrimary()
  await migrateDatabase(primary.url)
  replica = await startReplica(primary)
  provideEnv({ DATABASE_URL: primary.url, VEILGATE_READ_DATABASE_URL: replica.url })
})
beforeEach(async () => {
  request.headers = new Headers()
  await closeDatabase()
  forgetSingletons()
  await replica.sql('SELECT pg_wal_replay_resume()').catch(() => undefined)
  await database().$executeRaw`DELETE FROM user_logins`
  await caughtUp()
})
afterAll(async () => {
  await closeDatabase()
  for (const server of [replica, primary]) if (server) await removeServer(server)
})

const ALL = { filter: {}, sort: 'sent_at', order: 'desc', limit: 10 } as const

describe('a replica that follows', () => {
  it('is what lists are read from, and not behind however quiet the primary is', async () => {
    await insertAdopted([{ userId: 'u-1' }])
    await caughtUp()
    expect(await stateOf()).toEqual({ kind: 'following', lagMs: 0 })
    const source = await chooseSource(null)
    expect(source).toMatchObject({ isReplica: true, lagMs: 0 })
    const { rows, port } = await readingFrom(source, readList)
    expect(rows).toHaveLength(1)
    expect(port).toBe(replica.port)
    expect(source.isReplica).toBe(true)
    expect(await figures()).toEqual({ veilgate_replica_up: 1, veilgate_replica_lag_seconds: 0 })
  })

  it('is read by nothing that did not ask for a source', async () => {
    expect(await portOf()).toBe(primary.port)
    expect(await readingFrom(await chooseSource(null), portOfTransaction)).toBe(replica.port)
    expect(await portOfTransaction()).toBe(primary.port)
  })

  it('is read with the rights of the console alone', async () => {
    await applyRoles(primary.url, {
      reader: { role: 'veilgate_console', password: 'of the tests' },
    })
    await caughtUp()
    const urls = [primary.url, replica.url].map((text) => {
      const url = new URL(text)
      Object.assign(url, { username: 'reader', password: encodeURIComponent('of the tests') })
      return url.href
    })
    const [url = '', readUrl = ''] = urls
    provideEnv({ DATABASE_URL: url, VEILGATE_READ_DATABASE_URL: readUrl })
    forgetSingletons()
    try {
      await expect.poll(stateOf).toEqual({ kind: 'following', lagMs: 0 })
      // The log moves on by itself, and what is known of it is up to a second old.
      await caughtUp()
      const source = await chooseSource(null)
      expect((await readingFrom(source, readList)).port).toBe(replica.port)
    } finally {
      await closeDatabase()
      provideEnv({ DATABASE_URL: primary.url, VEILGATE_READ_DATABASE_URL: replica.url })
    }
  })

  it('exports, whoever takes the rows', async () => {
    const rows = readSnapshot<{ port: number }>([PORT], { mayLag: true })
    const bound = readingFrom(await chooseSource(null), () => boundToSource(rows))
    expect((await bound.next()).value).toEqual([{ port: replica.port }])
    await bound.return(undefined)
    const unasked = readSnapshot<{ port: number }>([PORT])
    const there = readingFrom(await chooseSource(null), () => boundToSource(unasked))
    expect((await there.next()).value).toEqual([{ port: primary.port }])
    await there.return(undefined)
  })
})

describe('a replica that has paused', () => {
  it('shows what was, says since when, and never the old state to whoever changed it', async () => {
    await replica.sql('SELECT pg_wal_replay_pause()')
    await insertAdopted([{ userId: 'u-2' }])
    const wrote = parseWalPlace(await walPlaceNow())
    await expect.poll(lagMs).toBeGreaterThan(2_000)
    const other = await chooseSource(null)
    expect(other.isReplica).toBe(true)
    expect(Date.now() - other.asOfMs).toBeGreaterThan(2_000)
    expect((await readingFrom(other, readList)).rows).toHaveLength(0)
    const own = await chooseSource(wrote)
    expect(own.isReplica).toBe(false)
    expect((await readingFrom(own, readList)).rows).toHaveLength(1)
    await replica.sql('SELECT pg_wal_replay_resume()')
    await expect.poll(async () => (await chooseSource(wrote)).isReplica).toBe(true)
    expect((await readingFrom(await chooseSource(wrote), readList)).rows).toHaveLength(1)
  })

  it('shows each browser its own writes, and tells others how old their page is', async () => {
    await replica.sql('SELECT pg_wal_replay_pause()')
    await insertAdopted([{ userId: 'u-6' }])
    const { name, value } = createOwnWriteCookie((await walPlaceNow()) ?? '')
    await expect.poll(lagMs).toBeGreaterThan(2_000)
    const page = async () => {
      const loaded = await attemptRead('logins', readList)
      const note = await AsOf({ children: null })
      return { rows: loaded.kind === 'loaded' && loaded.value.rows.length, at: note.props.at }
    }
    const others = await page()
    expect(others.rows).toBe(0)
    expect(Date.parse(others.at ?? '')).toBeLessThan(Date.now() - 2_000)
    request.headers = new Headers({ cookie: `a=b; ${name}=${encodeURIComponent(value)}` })
    expect(await page()).toEqual({ rows: 1, at: null })
    request.headers = new Headers({ cookie: `${name}=made up` })
    expect((await page()).rows).toBe(0)
  })

  it('is asked no more for what it does not have yet', async () => {
    await replica.sql('SELECT pg_wal_replay_pause()')
    await insertAdopted([{ userId: 'u-3' }])
    const source = await chooseSource(null)
    const found = await readingFrom(source, () =>
      untilFound(async () => (await readList()).rows[0] ?? null),
    )
    expect(found?.userId).toBe('u-3')
    expect(source.isReplica).toBe(false)
  })
})

describe('a query that the replica cancels for what it replays', () => {
  it('is asked of the primary, and the rest of the page with it', async () => {
    await replica.sql("ALTER SYSTEM SET max_standby_streaming_delay = '100ms'")
    await replica.sql('SELECT pg_reload_conf()')
    await insertAdopted([{ userId: 'u-5' }])
    await caughtUp()
    const source = await chooseSource(null)
    expect(source.isReplica).toBe(true)
    let attempts = 0
    const seen = await readingFrom(source, () =>
      snapshot(async (tx) => {
        attempts += 1
        const [before] = await tx.$queryRaw<{ count: number }[]>`
          SELECT count(*)::int AS count FROM user_logins`
        if (attempts === 1) {
          await primary.sql('DELETE FROM user_logins', 'veilgate')
          await primary.sql('VACUUM (FREEZE, TRUNCATE) user_logins', 'veilgate')
        }
        // Cancelled while it runs, or ended between two queries.
        await tx.$queryRaw`SELECT pg_sleep(3)::text`
        return before?.count
      }),
    )
    expect({ attempts, seen }).toEqual({ attempts: 2, seen: 0 })
    expect(source.isReplica).toBe(false)
  })
})

describe('a replica that is away', () => {
  it('is replaced by the primary, within a page that had begun, and read again once it is back', async () => {
    const source = await chooseSource(null)
    expect(source.isReplica).toBe(true)
    await replica.stop()
    expect((await readingFrom(source, readList)).port).toBe(primary.port)
    expect(source.isReplica).toBe(false)
    expect((await chooseSource(null)).isReplica).toBe(false)
    expect(await stateOf()).toMatchObject({
      kind: 'away',
      problem: expect.stringMatching(/VEILGATE_READ|reached/),
    })
    expect(await figures()).toEqual({ veilgate_replica_up: 0 })
    const begun = { isReplica: true, asOfMs: Date.now(), lagMs: 0 }
    const rows = readSnapshot<{ port: number }>([PORT], { mayLag: true })
    const bound = readingFrom(begun, () => boundToSource(rows))
    expect((await bound.next()).value).toEqual([{ port: primary.port }])
    await bound.return(undefined)
    await replica.start()
    await expect.poll(async () => (await chooseSource(null)).isReplica).toBe(true)
  })
})

describe('a replica that hangs', () => {
  it('holds up nobody for longer than a question to it takes, and is read again once it answers', async () => {
    const way = await startDatabaseFaultProxy(replica.port)
    const url = new URL(replica.url)
    url.port = String(way.port)
    provideEnv({ VEILGATE_READ_DATABASE_URL: url.href })
    forgetSingletons()
    try {
      await insertAdopted([{ userId: 'u-8' }])
      await caughtUp()
      const begun = await chooseSource(null)
      expect(begun.isReplica).toBe(true)
      const answer = way.silence('both ways')
      // What had begun is asked of the primary once the replica's time is up.
      const late = readingFrom(begun, readList)
      await expect.poll(async () => (await stateOf())?.kind).toBe('away')
      const source = await chooseSource(null)
      expect(source.isReplica).toBe(false)
      expect((await readingFrom(source, readList)).rows).toHaveLength(1)
      const { rows, port } = await late
      expect({ count: rows.length, port }).toEqual({ count: 1, port: primary.port })
      answer()
      await expect.poll(async () => (await chooseSource(null)).isReplica).toBe(true)
    } finally {
      way.close()
      await closeDatabase()
      provideEnv({ VEILGATE_READ_DATABASE_URL: replica.url })
    }
  })
})

describe('a replica of which nobody can tell how far it is behind', () => {
  it('is not read until it has caught up', async () => {
    // After these it begins where it ended, and has replayed no commit since: autovacuum makes some by itself.
    await primary.sql('ALTER SYSTEM SET autovacuum TO off')
    await primary.sql('SELECT pg_reload_conf()')
    await primary.sql('CHECKPOINT')
    await caughtUp()
    await replica.sql('CHECKPOINT')
    await closeDatabase()
    await replica.stop()
    await replica.start()
    await replica.sql('SELECT pg_wal_replay_pause()')
    await insertAdopted([{ userId: 'u-7' }])
    forgetSingletons()
    expect(await stateOf()).toEqual({ kind: 'behind', lagMs: null })
    const source = await chooseSource(null)
    expect((await readingFrom(source, readList)).rows).toHaveLength(1)
    expect(source.isReplica).toBe(false)
    await replica.sql('SELECT pg_wal_replay_resume()')
    await expect.poll(async () => (await chooseSource(null)).isReplica).toBe(true)
  })
})

describe('a server that is no replica of this database', () => {
  it('is read as the primary where it is the primary itself', async () => {
    provideEnv({ VEILGATE_READ_DATABASE_URL: `${primary.url}?application_name=replica` })
    forgetSingletons()
    try {
      expect(await stateOf()).toEqual({ kind: 'following', lagMs: 0 })
      // The log moves on by itself, and what is known of it is up to a second old.
      await caughtUp()
      const source = await chooseSource(null)
      expect((await readingFrom(source, readList)).port).toBe(primary.port)
    } finally {
      provideEnv({ VEILGATE_READ_DATABASE_URL: replica.url })
      await closeDatabase()
    }
  })

  it('is refused where it is of another installation', async () => {
    const other = await startPrimary()
    try {
      await migrateDatabase(other.url)
      provideEnv({ VEILGATE_READ_DATABASE_URL: other.url })
      forgetSingletons()
      expect(await stateOf()).toMatchObject({
        kind: 'refused',
        problem: expect.stringMatching(/another database/),
      })
      expect((await chooseSource(null)).isReplica).toBe(false)
    } finally {
      provideEnv({ VEILGATE_READ_DATABASE_URL: replica.url })
      await closeDatabase()
      await removeServer(other)
    }
  })

  it('is refused once it was promoted', async () => {
    await replica.sql('SELECT pg_promote()')
    await expect.poll(async () => (await stateOf())?.kind).toBe('refused')
    expect((await chooseSource(null)).isReplica).toBe(false)
  })
})

const PORT = Prisma.sql`SELECT current_setting('port')::int AS port`

async function readList() {
  const [{ rows }, port] = [await searchLogins(ALL), await portOf()]
  return { rows, port }
}

async function portOf(): Promise<number | undefined> {
  const [row] = await reader().$queryRaw<{ port: number }[]>(PORT)
  return row?.port
}

function portOfTransaction(): Promise<number | undefined> {
  return snapshot(async (tx) => (await tx.$queryRaw<{ port: number }[]>(PORT))[0]?.port)
}

async function stateOf() {
  return (await watchReplica())?.state
}

/** What a scrape says of the replica. */
async function figures() {
  const readings = await readShared()
  const ours = readings.filter(({ name }) => name.startsWith('veilgate_replica'))
  return Object.fromEntries(ours.map(({ name, value }) => [name, value]))
}

async function lagMs(): Promise<number | null> {
  const state = await stateOf()
  return state?.kind === 'following' ? state.lagMs : null
}

/** Waits until the replica has all that the primary wrote, unless it is paused. */
async function caughtUp() {
  const wrote = parseWalPlace(await walPlaceNow())
  const known = async () => {
    const { isReplica }: ReadSource = await chooseSource(wrote)
    return isReplica
  }
  await expect.poll(known).toBe(true)
}
