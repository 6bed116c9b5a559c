import { describe, expect, it } from 'vitest'
import { allToggled, howMany, type Selection, toggled } from '@/components/logins/table/selection'

const IDS = ['a', 'b', 'c', 'd', 'e']

function select(...ids: string[]): Selection {
  return Object.fromEntries(ids.map((id) => [id, true]))
}

describe('a selection of rows', () => {
  it.each([
    ['takes a row in', select('a'), { id: 'c', anchor: 'a', withRange: false }, ['a', 'c']],
    ['takes a row out', select('a', 'c'), { id: 'c', anchor: null, withRange: false }, ['a']],
    [
      'takes all up to one in',
      select('b'),
      { id: 'd', anchor: 'b', withRange: true },
      ['b', 'c', 'd'],
    ],
    ['backwards, too', select('d'), { id: 'b', anchor: 'd', withRange: true }, ['b', 'c', 'd']],
    [
      'as far as the first row',
      select('c'),
      { id: 'a', anchor: 'c', withRange: true },
      ['a', 'b', 'c'],
    ],
    [
      'takes all up to one out',
      select(...IDS),
      { id: 'd', anchor: 'b', withRange: true },
      ['a', 'e'],
    ],
    [
      'takes one in where nothing was before',
      select(),
      { id: 'd', anchor: null, withRange: true },
      ['d'],
    ],
    ['or what was is gone', select(), { id: 'd', anchor: 'x', withRange: true }, ['d']],
  ])('%s', (_, before, toggle, after) => {
    expect(Object.keys(toggled(before, IDS, toggle)).toSorted()).toEqual(after)
  })

  it.each([
    [[], 'none', IDS],
    [['b'], 'some', IDS],
    [IDS, 'all', []],
  ] as const)('of %j is %s, and all are turned round to %j', (ids, count, after) => {
    const selection = select(...ids)
    expect(howMany(selection, IDS)).toBe(count)
    expect(Object.keys(allToggled(selection, IDS)).toSorted()).toEqual(after)
  })

  it('keeps what lies on other pages', () => {
    expect(allToggled(select('x'), IDS)).toEqual(select('x', ...IDS))
    expect(allToggled(select('x', ...IDS), IDS)).toEqual(select('x'))
  })
})
