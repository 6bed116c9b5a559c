import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { closeDatabase } from '@/lib/db/client'
import { recordInRevealLog } from '@/lib/db/reveal-log/append-reveal-log'
import { NO_HASH, revealLogHash } from '@/lib/db/reveal-log/reveal-log-hash'
import { verifyRevealLog } from '@/lib/db/reveal-log/verify-reveal-log'
import { applyRoles } from '@/lib/db/schema/apply-roles'
import { provideEnv } from '@/lib/env'
import type { RevealLogRow } from '@/lib/model/reveal/reveal-log'
import { useServices } from '@/test/support/services'

const services = useServices({ database: 'per-test' })
const PASSWORD = 'of the tests'
const DENIED = '42501'

const entry = {
  action: 'reveal',
  outcome: 'asked',
  userId: 'u-1',
  userName: 'a@example.com',
} as const

/** A row as somebody forges it who knows how rows are hashed. */
function forged(change: Partial<RevealLogRow>): RevealLogRow {
  const row = {
    id: '2',
    at: '2026-01-02T03:04:05.678Z',
    action: 'reveal',
    outcome: 'done',
    requestId: null,
    userId: 'u-9',
    userName: 'admin@example.com',
    tokens: [],
    outcomes: [],
    subject: null,
    reason: null,
    ticket: null,
    clientAddress: '198.51.100.9',
    databaseUser: null,
    previousHash: NO_HASH,
    ...change,
  }
  return { ...row, hash: change.hash ?? revealLogHash(row) }
}

/** Inserts a row past the function. @returns the error's code and message. */
async function insert(url: string, row: RevealLogRow): Promise<string> {
  return attempt(
    url,
    `INSERT INTO reveal_log (id, at, action, outcome, user_id, user_name, tokens, outcomes,
                             client_address, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, '{}', '{}', $7, $8, $9)`,
    [row.id, row.at, row.action, row.outcome, row.userId, row.userName].concat([
      ...[row.clientAddress ?? '', row.previousHash, row.hash],
    ]),
  )
}

async function attempt(url: string, statement: string, values: string[] = []): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement, values)
    return 'done'
  } catch (error) {
    const { code, message } = error as pg.DatabaseError
    return `${code} ${message}`
  } finally {
    await client.end()
  }
}

function urlOf(login: string): string {
  const url = new URL(services.databaseUrl())
  url.username = login
  url.password = encodeURIComponent(PASSWORD)
  return url.href
}

const LAST = '9223372036854775807'

describe('the reveal log', () => {
  beforeEach(async () => {
    await applyRoles(services.databaseUrl(), {
      append_worker: { role: 'veilgate_worker', password: PASSWORD },
      append_console: { role: 'veilgate_console', password: PASSWORD },
      append_reveal: { role: 'veilgate_reveal', password: PASSWORD },
    })
  })

  it.each(['append_console', 'append_reveal'])(
    'takes rows of %s by the function alone',
    async (login) => {
      await closeDatabase()
      provideEnv({ DATABASE_URL: urlOf(login) })
      const first = await recordInRevealLog(entry)
      expect(first).toMatchObject({ id: '1', databaseUser: login, previousHash: NO_HASH })
      expect(first.hash).toBe(revealLogHash(first))
      for (const row of [forged({ id: LAST }), forged({ previousHash: first.hash })]) {
        expect(await insert(urlOf(login), row)).toMatch(DENIED)
      }
      expect(await recordInRevealLog(entry)).toMatchObject({ id: '2', previousHash: first.hash })
      expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 2 })
    },
  )

  it('takes nothing from a worker', async () => {
    const call = `SELECT append_reveal_log('reveal', 'done', NULL, 'u', 'u', '{}', '{}', NULL, NULL,
                                           NULL, NULL)`
    expect(await attempt(urlOf('append_worker'), call)).toMatch(DENIED)
    expect(await attempt(urlOf('append_console'), call)).toBe('done')
  })

  it('refuses a row that does not fit, whoever inserts it', async () => {
    const { hash } = await recordInRevealLog(entry)
    const owner = services.databaseUrl()
    for (const row of [
      forged({ id: LAST, previousHash: hash }),
      forged({ id: '3', previousHash: hash }),
      forged({ id: '1', previousHash: hash }),
      forged({ id: '-1', previousHash: hash }),
    ]) {
      expect(await insert(owner, row)).toMatch(/^42501 reveal_log has no gaps: row -?\d+ cannot/)
    }
    for (const row of [forged({}), forged({ previousHash: hash, hash: NO_HASH })]) {
      expect(await insert(owner, row)).toBe(
        '42501 reveal_log is a chain of hashes: row 2 does not fit',
      )
    }
    // As a dump is restored that holds rows from before the database's user was noted.
    expect(await insert(owner, forged({ previousHash: hash }))).toBe('done')
    expect(await recordInRevealLog(entry)).toMatchObject({ id: '3' })
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 3 })
  })

  it('finds its own tables and functions, whatever a caller puts before them', async () => {
    const call = `SELECT append_reveal_log('reveal', 'done', NULL, 'u', 'u', '{}', '{}', NULL, NULL,
                                           NULL, NULL)`
    const trap = `CREATE TEMP TABLE reveal_log (LIKE reveal_log);
      SET search_path = pg_temp, public`
    const client = new pg.Client({ connectionString: urlOf('append_console') })
    await client.connect()
    await client.query(trap)
    await client.query(call)
    await client.end()
    expect(await verifyRevealLog()).toMatchObject({ kind: 'intact', rows: 1 })
  })
})
