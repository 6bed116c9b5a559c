import { describe, expect, it } from 'vitest'
import { database } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { keyset } from '@/lib/db/keyset'
import type { Place } from '@/lib/model/query/cursor'
import { useServices } from '@/test/support/services'

useServices()

type Row = { name: string | null; id: number }
const ROWS: Row[] = [
  { name: 'a', id: 1 },
  { name: 'a', id: 2 },
  { name: 'b', id: 3 },
  { name: null, id: 4 },
  { name: null, id: 5 },
  { name: null, id: 6 },
  { name: 'c', id: 7 },
]
const TABLE = Prisma.sql`(VALUES ${Prisma.join(
  ROWS.map(({ name, id }) => Prisma.sql`(${name}::text, ${id}::int)`),
)}) AS t (name, id)`

/** The names as a list would call them that must not have them in a URL. */
const names = {
  nameOf: async (value: string) => `the ${value}`,
  valueOf: async (name: string) => (name === 'the b' ? null : name.slice(4)),
}

function listOf(direction: 'asc' | 'desc', isNamed = false) {
  return keyset<Row>({
    columns: [
      { sql: Prisma.sql`t.name`, type: 'text', nulls: true, ...(isNamed ? { names } : {}) },
      { sql: Prisma.sql`t.id`, type: 'bigint' },
    ],
    direction,
    placeOf: ({ name, id }) => [name, BigInt(id)],
  })
}

type Request = { cursor?: string | null; limit: number; mostRead?: number; isNamed?: boolean }

/** A page; a read may look at so many rows, of which it keeps those with an odd id. */
async function pageOf(direction: 'asc' | 'desc', request: Request) {
  const { cursor, limit, mostRead, isNamed } = request
  return listOf(direction, isNamed).pageOf({
    cursor,
    limit,
    read: async (range) => {
      const most = mostRead ?? range.limit
      const rows = await database().$queryRaw<Row[]>`
        SELECT t.name, t.id FROM ${TABLE}
        WHERE ${range.where} ORDER BY ${range.orderBy} LIMIT ${most}`
      if (mostRead === undefined) return { rows }
      const last = rows.length === most ? rows.at(-1) : undefined
      const stoppedAt: Place | null = last ? [last.name, BigInt(last.id)] : null
      return { rows: rows.filter(({ id }) => id % 2 === 1).slice(0, range.limit), stoppedAt }
    },
  })
}

const ORDERS = { asc: [1, 2, 3, 7, 4, 5, 6], desc: [7, 3, 2, 1, 6, 5, 4] }

describe.each(['asc', 'desc'] as const)('a list in order %s, its nulls last', (direction) => {
  const order = ORDERS[direction]

  it.each([1, 2, 3, 4, 6, 7, 8])('is walked there and back by %i rows', async (limit) => {
    const forth: number[][] = []
    let page = await pageOf(direction, { limit })
    expect(page.previous).toBeNull()
    for (;;) {
      forth.push(page.rows.map(({ id }) => id))
      if (page.next === null) break
      page = await pageOf(direction, { limit, cursor: page.next })
    }
    expect(forth.flat()).toEqual(order)
    const back: number[][] = []
    while (page.previous !== null && back.length < 20) {
      page = await pageOf(direction, { limit, cursor: page.previous })
      back.unshift(page.rows.map(({ id }) => id))
    }
    expect(back.slice(-(forth.length - 1) || back.length)).toEqual(forth.slice(0, -1))
  })

  it('is read from its end', async () => {
    const last = await pageOf(direction, { limit: 3, cursor: 'last' })
    expect(last.rows.map(({ id }) => id)).toEqual(order.slice(-3))
    expect(last.next).toBeNull()
    const before = await pageOf(direction, { limit: 3, cursor: last.previous })
    expect(before.rows.map(({ id }) => id)).toEqual(order.slice(1, 4))
  })

  it('fills the first page though it was reached backwards', async () => {
    const second = await pageOf(direction, {
      limit: 4,
      cursor: (await pageOf(direction, { limit: 2 })).next,
    })
    const first = await pageOf(direction, { limit: 4, cursor: second.previous })
    expect(first.rows.map(({ id }) => id)).toEqual(order.slice(0, 4))
    expect(first.previous).toBeNull()
  })

  it('loses no match where each read stops early', async () => {
    const met: number[] = []
    let cursor: string | null | undefined
    for (let reads = 0; cursor !== null && reads < 20; reads += 1) {
      const page = await pageOf(direction, { limit: 1, cursor: cursor ?? null, mostRead: 2 })
      met.push(...page.rows.map(({ id }) => id))
      expect(page.rows.length === 1 || page.stoppedAt !== null || page.next === null).toBe(true)
      cursor = page.next
    }
    expect(met).toEqual(order.filter((id) => id % 2 === 1))
  })
})

describe('a cursor', () => {
  it('names what must not stand in a URL', async () => {
    const first = await pageOf('asc', { limit: 1, isNamed: true })
    const text = Buffer.from(first.next?.split('.')[1]?.slice(1) ?? '', 'base64url').toString()
    expect(text).toBe('the a')
    const second = await pageOf('asc', { limit: 1, isNamed: true, cursor: first.next })
    expect(second.rows).toEqual([{ name: 'a', id: 2 }])
  })

  it('leads to the beginning where what it names is gone', async () => {
    const third = await pageOf('asc', { limit: 3, isNamed: true })
    const page = await pageOf('asc', { limit: 3, isNamed: true, cursor: third.next })
    expect(page.rows.map(({ id }) => id)).toEqual([1, 2, 3])
  })

  it.each(['', 'nonsense', 'n.1', 'n.s.1.2', 'p.-.x'])(
    'leads to the beginning where it is none: %j',
    async (cursor) => {
      const page = await pageOf('asc', { limit: 2, cursor })
      expect(page.rows.map(({ id }) => id)).toEqual([1, 2])
      expect(page.previous).toBeNull()
    },
  )
})
