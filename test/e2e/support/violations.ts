import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'

/**
 * What makes a page hard to use for some: all rules in light, those on colours in dark and in a
 * high-contrast theme too. One line each, with the elements.
 * @param within a selector of what is looked at; without it, the whole page is.
 */
export async function violations(page: Page, within?: string): Promise<string[]> {
  await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', reducedMotion: 'reduce' })
  const light = await axe(page, within).analyze()
  await page.emulateMedia({ colorScheme: 'dark' })
  const dark = await axe(page, within).withRules(COLOUR_RULES).analyze()
  await page.emulateMedia({ forcedColors: 'active' })
  const forced = await axe(page, within).withRules(COLOUR_RULES).analyze()
  await page.emulateMedia({ forcedColors: 'none' })
  return [...light.violations, ...dark.violations, ...forced.violations].map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  )
}

function axe(page: Page, within: string | undefined): AxeBuilder {
  const builder = new AxeBuilder({ page })
  return within === undefined ? builder : builder.include(within)
}

const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
