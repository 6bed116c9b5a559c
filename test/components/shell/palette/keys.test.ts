import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { KEYS, keyGroups, pressesOnPage } from '@/components/shell/palette/keys'
import { paneAfter } from '@/components/shell/palette/panes'
import { navFor } from '@/components/shell/sidebar/nav'

/** What the source names as the keys of buttons and links. */
const NAMED = readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .flatMap((file) =>
    [
      ...readFileSync(`components/${file}`, 'utf8').matchAll(
        /(?:aria-keyshortcuts|shortcut)="(.)"/g,
      ),
    ].map(([, key]) => key ?? ''),
  )

describe('the keys', () => {
  it('have one meaning each', () => {
    const caps = Object.values(KEYS).map((key) => key.caps.join('+'))
    expect(new Set(caps).size).toBe(caps.length)
    const letters = navFor('admin').map(({ key }) => key)
    expect(new Set(letters).size).toBe(letters.length)
  })

  it('all stand on the sheet, each once', () => {
    const listed = keyGroups().flatMap(({ keys }) => keys.map(({ what }) => what))
    const all = Object.values(KEYS).map(({ what }) => what)
    expect(listed.toSorted()).toEqual(all.toSorted())
  })

  it('that press something are named by what they press, and no others are', () => {
    const pressed = Object.values(KEYS).flatMap((key) => ('press' in key ? [key.press] : []))
    expect([...new Set(NAMED)].toSorted()).toEqual(pressed.toSorted())
  })

  it.each(['j', 'esc', 'x', ''])('press nothing else: %j', (key) => {
    expect(pressesOnPage(key)).toBe(false)
  })
})

describe('the next pane', () => {
  it.each([
    [-1, 1, 3, 0],
    [-1, -1, 3, 2],
    [0, 1, 3, 1],
    [2, 1, 3, 0],
    [0, -1, 3, 2],
    [0, 1, 1, 0],
    [-1, 1, 0, null],
  ] as const)('after %i, by %i of %i, is %j', (at, towards, count, to) => {
    expect(paneAfter(at, towards, count)).toBe(to)
  })
})
