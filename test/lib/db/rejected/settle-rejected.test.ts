import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { closeDatabase, database } from '@/lib/db/client'
import {
  claimManyRejected,
  markManyDiscarded,
  markManyReturned,
  unclaimManyRejected,
} from '@/lib/db/rejected/settle-many-rejected'
import {
  claimRejected,
  markReturned,
  type Settler,
  unclaimRejected,
} from '@/lib/db/rejected/settle-rejected'
import { transaction } from '@/lib/db/transaction'
import { REJECTED_STATES, type RejectedState } from '@/lib/model/rejected/rejected-states'
import { insertRejected } from '@/test/support/factories/rejected-messages'
import { useServices } from '@/test/support/services'

const services = useServices()
const SETTLER: Settler = { by: 'admin@example.com', requestId: '7' }

afterEach(() => services.query('TRUNCATE rejected_messages'))
afterAll(() => closeDatabase())

/** One message in each state. @returns their numbers. */
async function insertOneOfEach(): Promise<Record<RejectedState, string>> {
  const entries = REJECTED_STATES.map(async (state) => [state, await insertRejected(state)])
  return Object.fromEntries(await Promise.all(entries))
}

/** What the messages are now, by what they were. */
async function statesOf(ids: Record<RejectedState, string>) {
  const rows = await database().rejectedMessage.findMany()
  const states = new Map(rows.map(({ id, state }) => [String(id), state]))
  return Object.fromEntries(Object.entries(ids).map(([was, id]) => [was, states.get(id)]))
}

const UNCHANGED = Object.fromEntries(REJECTED_STATES.map((state) => [state, state]))

describe('a claim to return a message', () => {
  it('is on disk before the message is sent, whatever the role defaults to', async () => {
    const [name] = await services.query<{ name: string }>('SELECT current_database() AS name')
    await services.query(`ALTER DATABASE "${name?.name}" SET synchronous_commit = off`)
    await services.query(`
      CREATE TABLE commits (durability text);
      CREATE FUNCTION note_commit() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO commits VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
      CREATE TRIGGER noted AFTER UPDATE ON rejected_messages EXECUTE FUNCTION note_commit()`)
    await closeDatabase()
    expect(await claimRejected(await insertRejected(), SETTLER, false)).toBe(true)
    expect(await claimManyRejected([await insertRejected()], SETTLER)).toHaveLength(1)
    const commits = await services.query('SELECT durability FROM commits')
    expect(commits).toEqual([{ durability: 'on' }, { durability: 'on' }])
    await services.query('DROP FUNCTION note_commit CASCADE; DROP TABLE commits')
  })

  it('is had of kept messages alone', async () => {
    const ids = await insertOneOfEach()
    expect(await claimManyRejected(Object.values(ids), SETTLER)).toEqual([ids.kept])
    expect(await statesOf(ids)).toEqual({ ...UNCHANGED, kept: 'returning' })
  })

  it.each([
    [
      'one by one',
      async (ids: string[]) => {
        for (const id of ids) await transaction((tx) => unclaimRejected(tx, id))
      },
    ],
    ['together', (ids: string[]) => transaction((tx) => unclaimManyRejected(tx, ids))],
  ])('is given back %s without a trace, and nothing else with it', async (_, unclaim) => {
    const ids = await insertOneOfEach()
    await unclaim(Object.values(ids))
    expect(await statesOf(ids)).toEqual({ ...UNCHANGED, returning: 'kept' })
    const [row] = await services.query(
      'SELECT settled_at, settled_by, settled_request FROM rejected_messages WHERE id = $1',
      [ids.returning],
    )
    expect(row).toEqual({ settled_at: null, settled_by: null, settled_request: null })
  })

  it.each([
    [
      'one by one',
      async (ids: string[]) => {
        for (const id of ids) await transaction((tx) => markReturned(tx, id, `new ${id}`))
      },
    ],
    [
      'together',
      (ids: string[]) => {
        const returned = ids.map((id) => ({ id, as: `new ${id}` }))
        return transaction((tx) => markManyReturned(tx, returned))
      },
    ],
  ])('ends %s in what the message was sent as, and in nothing else', async (_, mark) => {
    const ids = await insertOneOfEach()
    await mark(Object.values(ids))
    expect(await statesOf(ids)).toEqual({ ...UNCHANGED, returning: 'returned' })
    const sent = await services.query(
      "SELECT id::text, returned_as FROM rejected_messages WHERE returned_as LIKE 'new%'",
    )
    expect(sent).toEqual([{ id: ids.returning, returned_as: `new ${ids.returning}` }])
  })
})

it('discards kept messages alone where many are discarded, and overwrites their bodies', async () => {
  const ids = await insertOneOfEach()
  const discard = transaction((tx) => markManyDiscarded(tx, Object.values(ids), SETTLER))
  expect(await discard).toBe(1)
  expect(await statesOf(ids)).toEqual({ ...UNCHANGED, kept: 'discarded' })
  const rows = await services.query<{ id: string; bytes: number; request: string | null }>(
    `SELECT id::text, length(sealed) AS bytes, settled_request::text AS request
     FROM rejected_messages WHERE id = ANY ($1)`,
    [[ids.kept, ids.returning]],
  )
  const [kept, returning] = [ids.kept, ids.returning].map((id) => rows.find((row) => row.id === id))
  expect(kept).toMatchObject({ bytes: 0, request: SETTLER.requestId })
  expect(returning).toMatchObject({ bytes: 1, request: null })
})
