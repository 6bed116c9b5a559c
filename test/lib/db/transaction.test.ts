import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import { afterCommit, transaction } from '@/lib/db/transaction'
import { failureCode } from '@/lib/errors'
import { limitTransactions } from '@/test/support/database/limit-transactions'
import { useServices } from '@/test/support/services'

const services = useServices()

describe('a transaction', () => {
  beforeAll(async () => {
    const name = new URL(services.databaseUrl()).pathname.slice(1)
    for (const setting of [
      "default_transaction_isolation = 'serializable'",
      'synchronous_commit = off',
      'lock_timeout = 0',
      'statement_timeout = 0',
      'default_transaction_read_only = off',
    ]) {
      await services.query(`ALTER DATABASE "${name}" SET ${setting}`)
    }
    await limitTransactions(services, 1_000)
    await services.query('CREATE TABLE counted (id int PRIMARY KEY, n int NOT NULL)')
    await services.query('INSERT INTO counted VALUES (1, 0)')
    await closeDatabase()
  })
  afterAll(() => closeDatabase())

  it('asks for isolation, durability, limits and keepalive, whatever the database defaults to', async () => {
    const read = transaction(
      async (tx) => {
        const [row] = await tx.$queryRaw<Record<string, string>[]>`
          SELECT current_setting('transaction_isolation') AS isolation,
            current_setting('synchronous_commit') AS durability,
            current_setting('lock_timeout') AS lock,
            current_setting('statement_timeout') AS statement,
            current_setting('idle_in_transaction_session_timeout') AS idle,
            current_setting('tcp_keepalives_idle') AS keepalive`
        return row
      },
      { timeoutMs: 8_000 },
    )
    expect(await read).toEqual({
      isolation: 'read committed',
      durability: 'on',
      lock: '8s',
      statement: '8s',
      idle: '8s',
      keepalive: '10',
    })
  })

  it('is not cut off by a limit of the database’s own', async () => {
    const slept = transaction(async (tx) => {
      await tx.$queryRaw`SELECT pg_sleep(1.2)::text`
      return tx.$queryRaw`SELECT 1 AS one`
    })
    expect(await slept).toEqual([{ one: 1 }])
  })

  it('leaves nothing behind on its connection', async () => {
    await transaction((tx) => tx.$queryRaw`SELECT 1`)
    const [row] = await database().$queryRaw<Record<string, string>[]>`
      SELECT current_setting('transaction_isolation') AS isolation,
        current_setting('statement_timeout') AS statement`
    expect(row).toEqual({ isolation: 'serializable', statement: '0' })
  })

  it('reads after a lock what was committed before it, so that limits hold', async () => {
    const add = () =>
      transaction(async (tx) => {
        await tx.$queryRaw`SELECT pg_advisory_xact_lock(42)::text`
        const [row] = await tx.$queryRaw<{ n: number }[]>`SELECT n FROM counted WHERE id = 1`
        await tx.$executeRaw`UPDATE counted SET n = ${(row?.n ?? 0) + 1} WHERE id = 1`
      })
    await Promise.all(Array.from({ length: 10 }, add))
    expect(await services.query('SELECT n FROM counted')).toEqual([{ n: 10 }])
  })

  it('does afterwards what was put off until it is committed, and nothing of it where it is not', async () => {
    const done: string[] = []
    const act = (word: string) => async () => void done.push(word)
    await transaction(async (tx) => {
      afterCommit(tx, act('first'))
      afterCommit(tx, act('second'))
      expect(done).toEqual([])
    })
    expect(done).toEqual(['first', 'second'])
    const failing = transaction(async (tx) => {
      afterCommit(tx, act('third'))
      throw new Error('rolled back')
    })
    await expect(failing).rejects.toThrow('rolled back')
    expect(done).toEqual(['first', 'second'])
  })

  it('as a snapshot reads one moment, and may not write', async () => {
    const [first, second] = await transaction(
      async (tx) => {
        const count = () => tx.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM counted`
        const before = await count()
        await services.query('INSERT INTO counted VALUES (2, 0)')
        return [before, await count()]
      },
      { snapshot: true },
    )
    expect(first).toEqual(second)
    const failure = await transaction((tx) => tx.$executeRaw`DELETE FROM counted`, {
      snapshot: true,
    }).catch((error: unknown) => error)
    expect(failureCode(failure)).toBe('25006')
  })
})
