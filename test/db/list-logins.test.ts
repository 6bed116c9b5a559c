import { describe, expect, it } from 'vitest'
import { cursorSchema, type Page } from '@/lib/db/keyset'
import { listDeviceTypes } from '@/lib/db/list-device-types'
import { type LoginQuery, listLogins } from '@/lib/db/list-logins'
import { listNewestLogins } from '@/lib/db/list-newest-logins'
import type { LoginRow } from '@/lib/login'
import { insertLogins } from '@/test/support/rows'
import { useServices } from '@/test/support/services'

const { query } = useServices({ database: 'per-test' })

const NOON = Date.parse('2026-11-21T12:00:00.000Z')
const at = (ms: number) => new Date(NOON + ms).toISOString()
const ids = (page: Page<LoginRow>) => page.rows.map((row) => row.id)

/** Reads on from a cursor as a browser does: as text, through the parser. */
function follow(asked: LoginQuery, cursor: string | null) {
  if (cursor === null) throw new Error('There is no such page.')
  return listLogins({ ...asked, cursor: cursorSchema.parse(cursor) })
}

describe('pages of logins', () => {
  const newest: LoginQuery = { order: 'newest', limit: 4 }

  it('shows each row once, forth and back, where many were sent in the same millisecond', async () => {
    const inserted = await insertLogins(
      query,
      Array.from({ length: 11 }, (_, n) => ({ sentAt: at(n < 9 ? 0 : 1) })),
    )
    const expected = inserted.toReversed()
    const first = await listLogins(newest)
    const second = await follow(newest, first.next)
    const third = await follow(newest, second.next)
    expect([...ids(first), ...ids(second), ...ids(third)]).toEqual(expected)
    expect(first.previous).toBeNull()
    expect(third.next).toBeNull()

    const back = await follow(newest, third.previous)
    expect(ids(back)).toEqual(ids(second))
    expect(ids(await follow(newest, back.previous))).toEqual(ids(first))
  })

  it('neither repeats nor skips a row while others arrive', async () => {
    const inserted = await insertLogins(
      query,
      Array.from({ length: 8 }, (_, n) => ({ sentAt: at(n) })),
    )
    const first = await listLogins(newest)
    const [arrived] = await insertLogins(query, [{ sentAt: at(100) }])
    const second = await follow(newest, first.next)
    expect([...ids(first), ...ids(second)]).toEqual(inserted.toReversed())
    // Back leads to the rows before, and the one that arrived is one step further.
    const back = await follow(newest, second.previous)
    expect(ids(back)).toEqual(ids(first))
    expect(back.previous).not.toBeNull()
    expect(ids(await follow(newest, back.previous))[0]).toBe(arrived)
  })

  it('fills the first page when it is reached backwards', async () => {
    await insertLogins(
      query,
      Array.from({ length: 6 }, (_, n) => ({ sentAt: at(n) })),
    )
    const first = await listLogins(newest)
    const second = await follow(newest, first.next)
    await query('DELETE FROM user_logins WHERE id = $1', [ids(first)[0]])
    const back = await follow(newest, second.previous)
    expect(back.rows).toHaveLength(4)
    expect(back.previous).toBeNull()
  })

  it('reads the oldest first just as well', async () => {
    const inserted = await insertLogins(
      query,
      Array.from({ length: 6 }, (_, n) => ({ sentAt: at(n % 2) })),
    )
    const expected = [0, 2, 4, 1, 3, 5].map((n) => inserted[n])
    const oldest: LoginQuery = { order: 'oldest', limit: 4 }
    const first = await listLogins(oldest)
    const second = await follow(oldest, first.next)
    expect([...ids(first), ...ids(second)]).toEqual(expected)
    expect(ids(await follow(oldest, second.previous))).toEqual(ids(first))
  })

  it('narrows to a device type and a run, on every page', async () => {
    const logins = Array.from({ length: 12 }, (_, n) => ({
      sentAt: at(n),
      deviceType: n % 2 === 0 ? 'ios' : 'android',
      runId: n < 6 ? 1 : 2,
    }))
    const inserted = await insertLogins(query, logins)
    const asked: LoginQuery = { order: 'newest', limit: 2, deviceType: 'ios', runId: 2 }
    const first = await listLogins(asked)
    const second = await follow(asked, first.next)
    expect([...ids(first), ...ids(second)]).toEqual([10, 8, 6].map((n) => inserted[n]))
    expect(await listLogins({ ...asked, deviceType: "ios' OR true --" })).toEqual({
      rows: [],
      previous: null,
      next: null,
    })
  })

  it('shows an adopted row, of which hardly anything is known', async () => {
    await query(
      "INSERT INTO user_logins (message_id, sent_at) VALUES ('adopted-1', '1970-01-01T00:00:00Z')",
    )
    const [row] = (await listLogins(newest)).rows
    expect(row).toMatchObject({
      messageId: 'adopted-1',
      sentAt: '1970-01-01T00:00:00.000Z',
      userId: null,
      maskedIp: null,
      createDate: null,
      runId: null,
    })
  })

  it('costs the same on any page: by an index, never by counting rows off', async () => {
    await insertLogins(
      query,
      Array.from({ length: 3_000 }, (_, n) => ({ sentAt: at(n), runId: 1, deviceType: 'ios' })),
    )
    await query('ANALYZE user_logins')
    for (const condition of ['true', 'run_id = 1', "device_type = 'ios'"]) {
      const plan = await query<{ 'QUERY PLAN': string }>(
        `EXPLAIN SELECT * FROM user_logins WHERE ${condition}
           AND (sent_at, id) < ('${at(500)}'::timestamptz, 500)
         ORDER BY sent_at DESC, id DESC LIMIT 101`,
      )
      const text = plan.map((line) => line['QUERY PLAN']).join('\n')
      expect(text).toContain('Index')
      expect(text).not.toMatch(/Sort|Seq Scan/)
    }
  })
})

describe('the newest logins', () => {
  it('are those sent last, newest first', async () => {
    const inserted = await insertLogins(query, [
      { sentAt: at(2) },
      { sentAt: at(1) },
      { sentAt: at(3) },
    ])
    const found = await listNewestLogins(2)
    expect(found.map((row) => row.id)).toEqual([inserted[2], inserted[0]])
  })
})

describe('the device types', () => {
  it('are listed once each, in order, without the unknown', async () => {
    expect(await listDeviceTypes()).toEqual([])
    const types = ['web', 'ios', null, 'ios', 'android', 'web', "o'clock"]
    await insertLogins(
      query,
      types.map((deviceType, n) => ({ sentAt: at(n), deviceType })),
    )
    expect(await listDeviceTypes()).toEqual(['android', 'ios', "o'clock", 'web'])
  })
})

describe('a cursor', () => {
  it.each([
    '',
    'n',
    'n.1',
    'x.1.2',
    'n.1.2.3',
    'n.1e9.2',
    'n.1.-2',
    `n.1.${'9'.repeat(19)}`,
    "n.1.2'",
  ])('is refused as %j', (text) => expect(cursorSchema.safeParse(text).success).toBe(false))

  it('may stand before 1970', () => {
    expect(cursorSchema.parse('p.-86400000.7')).toEqual({
      towards: 'previous',
      ms: -86_400_000,
      id: '7',
    })
  })
})
