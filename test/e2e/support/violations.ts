import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { sampled } from '../../support/runner/sampled'

/** The rules that the builder comes with, in half as many bytes. */
const SOURCE = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/** In each, a page has colours of its own. */
const THEMES = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  'high contrast': { forcedColors: 'active' },
} as const
export const THEME_NAMES = Object.keys(THEMES) as (keyof typeof THEMES)[]

/**
 * What makes a page hard to use for some: all rules in light, and those on colours. One line each, with the
 * elements.
 * @param within a selector of what is looked at; without it, the whole page is.
 * @param themes what colours are looked at in: most of the time goes there, so it is one at each change.
 */
export async function violations(
  page: Page,
  within?: string,
  themes = sampled(THEME_NAMES, 1, page.url() + within),
): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  const found = await analyse(page, within, 'all but colours')
  for (const theme of themes) {
    await page.emulateMedia(THEMES[theme])
    await page.evaluate(markSameLooks)
    found.push(...(await analyse(page, within, 'colours')).map((line) => `${theme}: ${line}`))
  }
  await page.emulateMedia({ forcedColors: 'none' })
  return found
}

/** Colours take most of the time, and are the same in rows that look the same. */
async function analyse(
  page: Page,
  within: string | undefined,
  rules: 'colours' | 'all but colours',
): Promise<string[]> {
  // The builder evaluates its source twice for each look, four looks a page: once a page is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  // In legacy mode it opens no second page to gather the frames in: there are none, and a check takes a
  // third less.
  const builder = new AxeBuilder({ page, axeSource: ';' }).setLegacyMode().options({
    // Describing all that is well takes most of the time.
    resultTypes: ['violations'],
    ...(rules === 'colours'
      ? { runOnly: { type: 'rule', values: COLOUR_RULES } }
      : { rules: Object.fromEntries(COLOUR_RULES.map((rule) => [rule, { enabled: false }])) }),
  })
  if (rules === 'colours') builder.exclude('[data-same-look]')
  const looked = await (within === undefined ? builder : builder.include(within)).analyze()
  return looked.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

/**
 * Marks rows and items that are drawn in the theme at hand as one before them in the same list is: with the same
 * elements in the same state, and in the same colours and sizes as the browser computes them.
 */
function markSameLooks() {
  const states = ['pressed', 'current', 'selected', 'checked', 'disabled', 'invalid', 'expanded']
  const names = ['class', 'disabled', 'data-state', ...states.map((state) => `aria-${state}`)]
  const lookOf = (element: Element) => {
    const { color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow } =
      getComputedStyle(element)
    return [
      element.tagName,
      element === document.activeElement,
      ...names.map((name) => element.getAttribute(name)),
      ...[color, backgroundColor, backgroundImage, opacity, fontSize, fontWeight, textShadow],
    ]
  }
  const seen = new Map<Element | null, Set<string>>()
  for (const row of document.querySelectorAll('tbody tr, li')) {
    const looks = seen.get(row.parentElement) ?? new Set()
    const look = JSON.stringify([row, ...row.querySelectorAll('*')].map(lookOf))
    row.toggleAttribute('data-same-look', looks.has(look))
    seen.set(row.parentElement, looks.add(look))
  }
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
