import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8')

const tokens = new Map(
  [...css.matchAll(/^ {2}--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);$/gm)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
)

const THEMES = ['light', 'dark'] as const
const GROUNDS = ['frame', 'surface', 'inset', 'raised', 'hover', 'selected']
const TEXTS = ['ink', 'muted', 'faint', 'accent', 'ok', 'warn', 'danger', 'info']
const PAIRS: [text: string, ground: string][] = [
  ...TEXTS.flatMap((text) => GROUNDS.map((ground): [string, string] => [text, ground])),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-hover'],
  ['danger-ink', 'danger'],
  ['accent', 'accent-soft'],
  ['accent', 'accent-fill'],
  ...['ok', 'warn', 'danger', 'info'].map((state): [string, string] => [state, `${state}-soft`]),
  ['ink', 'danger-soft'],
  ['ink', 'warn-soft'],
  ['ink', 'info-soft'],
  ['ink', 'accent-soft'],
]
const MARKS: [mark: string, ground: string][] = ['frame', 'surface'].flatMap((ground) => [
  ['ring', ground],
  ['veil', ground],
  ...['1', '2', '3', '4', '5', 'other'].map((part): [string, string] => [`chart-${part}`, ground]),
])

describe.each(THEMES)('the %s colours', (theme) => {
  it.each(PAIRS)('keep 4.5:1 for %s on %s', (text, ground) => {
    expect(contrast(colour(text, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(MARKS)('keep 3:1 for the mark %s on %s', (mark, ground) => {
    expect(contrast(colour(mark, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

function colour(name: string, theme: (typeof THEMES)[number]): string {
  const value = tokens.get(name)?.[theme]
  if (value === undefined) throw new Error(`There is no colour --${name}`)
  return value
}

/** Source: WCAG 2.2, contrast ratio. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
