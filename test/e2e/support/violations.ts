import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What makes a page hard to use for some: all rules in light, those on colours in dark too. One
 * line each, with the elements.
 */
export async function violations(page: Page): Promise<string[]> {
  // What floats hangs on the body, outside every landmark; it is reached by what opened it.
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
  const light = await new AxeBuilder({ page }).disableRules(['region']).analyze()
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  const dark = await new AxeBuilder({ page }).withRules(COLOUR_RULES).analyze()
  return [...light.violations, ...dark.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
