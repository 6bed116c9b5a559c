import { describe, expect, it } from 'vitest'
import { apply, diff, type Patch } from '@/lib/model/live/patch'
import { type Random, random } from '@/lib/sample/random'

const point = (at: number, received = 0) => ({ at, received })
const thing = (id: number | string, count = 0) => ({ id, count, name: `thing ${id}` })

/** As it arrives: through JSON. */
function sent(patch: Patch | null): Patch | null {
  return JSON.parse(JSON.stringify(patch))
}

describe('a patch', () => {
  it.each<[string, unknown, unknown, Patch | null]>([
    ['equal values', { a: [1, { b: null }] }, { a: [1, { b: null }] }, null],
    ['a number', 1, 2, ['=', 2]],
    ['null and an object', null, { a: 1 }, ['=', { a: 1 }]],
    [
      'a part of a part',
      { a: { b: 1, c: 2 } },
      { a: { b: 1, c: 3 } },
      ['o', { a: ['o', { c: ['=', 3] }] }],
    ],
    ['a part that came', {}, { a: 1 }, ['o', { a: ['=', 1] }]],
    ['a part that went', { a: 1, b: 2 }, { b: 2 }, ['o', {}, ['a']]],
    [
      'a window that moved',
      [point(1), point(2, 5)],
      [point(2, 5), point(3, 7)],
      ['w', 1, [point(3, 7)]],
    ],
    [
      'a point that changed',
      [point(1), point(2)],
      [point(1, 4), point(2)],
      ['w', 0, [point(1, 4)]],
    ],
    ['a window that leapt', [point(1), point(2)], [point(8)], ['w', 2, [point(8)]]],
    ['a list that emptied', [point(1)], [], ['=', []]],
    [
      'a thing that changed',
      [thing(1), thing(2)],
      [thing(1), thing(2, 9)],
      ['i', { 2: ['o', { count: ['=', 9] }] }],
    ],
    ['things in another order', [thing(1), thing(2)], [thing(2), thing(1)], ['i', {}, [2, 1]]],
    [
      'a thing that came and one that went',
      [thing(1), thing(2)],
      [thing(3), thing(1)],
      ['i', { 3: ['=', thing(3)] }, [3, 1]],
    ],
    ['points told twice', [point(1)], [point(1), point(1)], ['=', [point(1), point(1)]]],
    ['points out of order', [point(5)], [point(9), point(3)], ['w', 1, [point(9), point(3)]]],
    ['things told twice', [thing(1)], [thing(1), thing(1, 2)], ['=', [thing(1), thing(1, 2)]]],
    ['ids that look alike', [thing(1)], [thing('1', 2)], ['i', { 1: ['=', thing('1', 2)] }, ['1']]],
  ])('tells %s apart', (_, before, after, expected) => {
    const patch = diff(before, after)
    expect(patch).toEqual(expected)
    if (patch !== null) expect(apply(sent(patch) as Patch, before)).toEqual(after)
  })

  it('leaves what it does not touch the same object', () => {
    const before = { a: { b: 1 }, list: [thing(1), thing(2)], n: 1 }
    const patch = diff(before, { ...before, n: 2, list: [thing(1), thing(2, 3)] }) as Patch
    const after = apply(patch, before) as typeof before
    expect(after.a).toBe(before.a)
    expect(after.list[0]).toBe(before.list[0])
  })

  it.each<[string, unknown, unknown]>([
    ['an unknown kind', ['?', 1], {}],
    ['an object that is none', ['o', {}], [1]],
    ['a window that is none', ['w', 1, []], { a: 1 }],
    ['things that are none', ['i', {}], [1]],
    ['a thing that is not there', ['i', {}, [7]], [thing(1)]],
  ])('is refused: %s', (_, patch, before) => {
    expect(() => apply(patch as Patch, before)).toThrow('A patch of')
  })

  it('makes any value of any other', () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const chance = random(seed, 'patch')
      const before = anything(chance, 3)
      const after = chance() < 0.5 ? anything(chance, 3) : altered(before, chance)
      const patch = diff(before, after)
      const made = patch === null ? before : apply(sent(patch) as Patch, before)
      expect({ seed, made }).toEqual({ seed, made: after })
    }
  })
})

/** Any JSON value, lists of points and of things among them. */
function anything(chance: Random, depth: number): unknown {
  const kind = Math.floor(chance() * (depth === 0 ? 4 : 8))
  const count = Math.floor(chance() * 4)
  const some = <T>(make: (at: number) => T) => Array.from({ length: count }, (_, at) => make(at))
  switch (kind) {
    case 0:
      return null
    case 1:
      return Math.floor(chance() * 5)
    case 2:
      return `text ${Math.floor(chance() * 3)}`
    case 3:
      return chance() < 0.5
    case 4:
      return some(() => point(Math.floor(chance() * 6), Math.floor(chance() * 3)))
    case 5:
      return some(() => ({ id: Math.floor(chance() * 6), of: anything(chance, depth - 1) }))
    case 6:
      return some(() => anything(chance, depth - 1))
    default:
      return Object.fromEntries(some((at) => ['abcdef'[at], anything(chance, depth - 1)]))
  }
}

/** The same value with some parts of it changed. */
function altered(value: unknown, chance: Random): unknown {
  if (chance() < 0.2) return anything(chance, 1)
  if (Array.isArray(value)) {
    const kept = value.filter(() => chance() < 0.8).map((one) => altered(one, chance))
    return chance() < 0.3 ? [...kept, ...value] : kept
  }
  if (typeof value !== 'object' || value === null) return value
  const kept = Object.entries(value).filter(() => chance() < 0.9)
  return Object.fromEntries(kept.map(([key, part]) => [key, altered(part, chance)]))
}
