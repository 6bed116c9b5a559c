import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What makes a page hard to use for some: all rules in light, those on colours in dark and in a
 * high-contrast theme too. One line each, with the elements.
 */
export async function violations(page: Page): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  const light = await new AxeBuilder({ page }).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await new AxeBuilder({ page }).withRules(COLOUR_RULES).analyze()
  await page.emulateMedia({ forcedColors: 'active' })
  const forced = await new AxeBuilder({ page }).withRules(COLOUR_RULES).analyze()
  await page.emulateMedia({ forcedColors: 'none' })
  return [...light.violations, ...dark.violations, ...forced.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
