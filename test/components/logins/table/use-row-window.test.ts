import { describe, expect, it } from 'vitest'
import { scrollTopFor, spanOf } from '@/components/logins/table/use-row-window'

const ROWS = { count: 100, rowHeight: 32, height: 640 }

describe('the rows that are drawn', () => {
  it.each([
    ['at the top', 0, 0, 32],
    ['within', 1_600, 38, 82],
    ['at the end', 2_560, 68, 100],
    ['past the end, where a browser bounces', 9_999, 100, 100],
    ['before the top, likewise', -200, 0, 26],
  ])('%s', (_, top, first, end) => {
    expect(spanOf({ ...ROWS, top })).toEqual({ first, end })
  })

  it('hold all that is in sight, wherever it is scrolled to', () => {
    for (let top = 0; top <= 32 * 100 - 640; top += 7) {
      const { first, end } = spanOf({ ...ROWS, top })
      expect(first * 32).toBeLessThanOrEqual(top)
      expect(end * 32).toBeGreaterThanOrEqual(top + 640)
    }
  })

  it('are none of none', () => {
    expect(spanOf({ ...ROWS, count: 0, top: 0 })).toEqual({ first: 0, end: 0 })
  })
})

describe('scrolling to a row', () => {
  it.each([
    ['stays where it is in sight', 5, 'nearest', 100, 100],
    ['goes up to it', 2, 'nearest', 100, 64],
    ['goes down to it', 40, 'nearest', 100, 704],
    ['puts it in the middle', 40, 'center', 0, 992],
    ['but not before the top', 2, 'center', 500, 0],
  ] as const)('%s', (_, index, align, scrollTop, to) => {
    expect(scrollTopFor(index, { align, rowHeight: 32, scrollTop, height: 608 })).toBe(to)
  })
})
