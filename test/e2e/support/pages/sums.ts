import { expect, type Page } from '@playwright/test'

/** The logins of the page are as many as its bars say. */
export async function expectSum(page: Page) {
  await expect(async () => {
    const count = await countOf(page)
    expect(count).toBeGreaterThan(0)
    expect(await barsOf(page)).toBe(count)
  }).toPass({ timeout: 90_000 })
}

/** How many logins the page's filter finds. */
export async function countOf(page: Page): Promise<number> {
  const line = page.getByRole('region', { name: 'Filters' }).getByRole('status')
  const text = await line.filter({ hasText: /logins?$/ }).textContent()
  return numberIn(text ?? '', /^([\d,]+) logins?$/)
}

/** How many logins the bars over time have. */
export async function barsOf(page: Page): Promise<number> {
  const chart = page.getByRole('slider', { name: /^Logins over time/ })
  return numberIn((await chart.getAttribute('aria-label')) ?? '', /: ([\d,]+) in all/)
}

/** The number that a text has at the place of the first group; -1 where it has none. */
export function numberIn(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? -1)
}
