import type { Locator, Page } from '@playwright/test'

/** The oldest run of the open list of runs that received something: one that found the queue empty has no batch. */
export function runWithBatches(page: Page): Locator {
  return page
    .locator('tbody tr')
    .filter({ hasText: /[1-9][\d,]* received\s*=\s*[\d,]+ stored/ })
    .last()
}

/** The path of that run's page. */
export async function pathOfRunWithBatches(page: Page): Promise<string> {
  await page.goto('/runs')
  return (await runWithBatches(page).getByRole('link').first().getAttribute('href')) ?? ''
}
