import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/** The rules that the builder comes with, in half as many bytes. */
const SOURCE = readFileSync(
  createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
)

/**
 * What makes a page hard to use for some: all rules in light, those on colours in dark and in a
 * high-contrast theme too. One line each, with the elements.
 * @param within a selector of what is looked at; without it, the whole page is.
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  const light = await analyse(page, within)
  await page.evaluate(markSameLooks)
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await analyse(page, within, COLOUR_RULES)
  await page.emulateMedia({ forcedColors: 'active' })
  const forced = await analyse(page, within, COLOUR_RULES)
  await page.emulateMedia({ forcedColors: 'none' })
  return [...light.violations, ...dark.violations, ...forced.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

async function analyse(page: Page, within: string | undefined, rules?: string[]) {
  // The builder evaluates its source twice for each look, three looks a page: once a page is enough.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE)
  // In legacy mode it opens no second page to gather the frames in: there are none, and a check takes a
  // third less.
  const builder = new AxeBuilder({ page, axeSource: ';' }).setLegacyMode().options({
    // Describing all that is well takes most of the time.
    resultTypes: ['violations'],
    ...(rules === undefined ? {} : { runOnly: { type: 'rule', values: rules } }),
  })
  if (rules !== undefined) builder.exclude('[data-same-look]')
  return (within === undefined ? builder : builder.include(within)).analyze()
}

/**
 * Marks rows and items that are drawn as one before them in the same list is, which all rules were asked of in
 * light: in another theme, too, they have the same colours as that one.
 */
function markSameLooks() {
  const states = ['pressed', 'current', 'selected', 'checked', 'disabled', 'invalid', 'expanded']
  const names = ['class', 'disabled', 'data-state', ...states.map((state) => `aria-${state}`)]
  const lookOf = (element: Element) => [
    element.tagName,
    element === document.activeElement,
    ...names.map((name) => element.getAttribute(name)),
    ...(element.getAttribute('style')?.match(/(?:color|background|opacity)[^;]*/g) ?? []),
  ]
  const seen = new Map<Element | null, Set<string>>()
  for (const row of document.querySelectorAll('tbody tr, li')) {
    const looks = seen.get(row.parentElement) ?? new Set()
    const look = JSON.stringify([row, ...row.querySelectorAll('*')].map(lookOf))
    row.toggleAttribute('data-same-look', looks.has(look))
    seen.set(row.parentElement, looks.add(look))
  }
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
