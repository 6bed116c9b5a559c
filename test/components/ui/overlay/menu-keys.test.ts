import { describe, expect, it } from 'vitest'
import { itemFor } from '@/components/ui/overlay/menu-keys'

const LABELS = ['As the system', 'Light', 'Dark', 'Keys ?', 'Sign out']

describe('a key in a menu', () => {
  it.each<[string, number, number]>([
    ['ArrowDown', -1, 0],
    ['ArrowDown', 0, 1],
    ['ArrowDown', 4, 0],
    ['ArrowUp', -1, 4],
    ['ArrowUp', 0, 4],
    ['ArrowUp', 3, 2],
    ['Home', 3, 0],
    ['End', 0, 4],
  ])('%s from item %i goes to item %i', (key, at, to) => {
    expect(itemFor(key, { labels: LABELS, at, typed: '' })).toBe(to)
  })

  it.each<[string, string, number, number | undefined]>([
    ['a letter, to what begins with it', 'd', 0, 2],
    ['a letter, past the item that has the focus', 's', 4, 4],
    ['the same letter again', 'ss', 4, 4],
    ['several letters', 'si', 0, 4],
    ['several letters that the item has', 'as', 0, 0],
    ['letters of no item', 'x', 0, undefined],
    ['a space alone', ' ', 0, undefined],
  ])('goes by what is typed: %s', (_, typed, at, to) => {
    expect(itemFor(typed.slice(-1), { labels: LABELS, at, typed })).toBe(to)
  })

  it.each(['Tab', 'Shift', 'F1', 'Enter'])('moves nowhere by %s', (key) => {
    expect(itemFor(key, { labels: LABELS, at: 0, typed: '' })).toBeUndefined()
  })

  it('moves nowhere in an empty menu', () => {
    expect(itemFor('ArrowDown', { labels: [], at: -1, typed: '' })).toBeUndefined()
  })
})
