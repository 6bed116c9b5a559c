import { expect, it } from 'vitest'
import { arrayLiteral } from '@/lib/db/array-literal'
import { database } from '@/lib/db/client'
import { pick, random } from '@/lib/sample/random'
import { useServices } from '@/test/support/services'

useServices()

const TEXTS = [
  '',
  'plain',
  'ip1_ada45f_3fc83f12051d2ceae876772a77fcc023',
  'null',
  'NULL',
  ' spaces ',
  'a,b',
  '{a}',
  '{}',
  '"',
  '\\',
  '\\"',
  '\\\\x41',
  "it's",
  'two\nlines\tand\r',
  'ünïcode 日本 🦊',
  '$1::text[]',
  '\u0001',
]

const SIGNS = [...'{}",\\\'n \n.:-_x', 'null', '🦊']

it('hands every text to Postgres as it is', async () => {
  const values = [...TEXTS, null]
  expect(await through(values, 'text')).toEqual(values)
  expect(await through([], 'text')).toEqual([])
})

it.each([1, 2, 3])(
  'hands what means something in an array to Postgres as it is, seed %d',
  async (seed) => {
    const draw = random(seed, 'array literals')
    const mixture = () => Array.from({ length: draw() * 12 }, () => pick(draw, SIGNS)).join('')
    const values = Array.from({ length: 400 }, mixture)
    expect(await through(values, 'text')).toEqual(values)
  },
)

it('hands bytes, numbers and moments to Postgres as they are', async () => {
  const bytes = [Buffer.alloc(0), Buffer.from([0, 92, 34, 255]), Buffer.from('abc').subarray(1)]
  const [row] = await database().$queryRaw<{ found: Uint8Array[] }[]>`
    SELECT ${arrayLiteral(bytes)}::bytea[] AS found`
  expect(row?.found.map((one) => Buffer.from(one))).toEqual(bytes)
  expect(await through([0, -7, 2_147_483_647, null], 'int')).toEqual([0, -7, 2_147_483_647, null])
  const moment = new Date('2026-03-29T00:59:59.123Z')
  expect(await through([moment], 'timestamptz')).toEqual([moment])
})

async function through(values: Parameters<typeof arrayLiteral>[0], type: string) {
  const [row] = await database().$queryRawUnsafe<{ found: unknown[] }[]>(
    `SELECT $1::${type}[] AS found`,
    arrayLiteral(values),
  )
  return row?.found
}
