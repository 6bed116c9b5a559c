import { expect, type Page } from '@playwright/test'

/**
 * Ingests all that waits, from the overview. A run that is still at it is as good as one of our own.
 * A drain of little may begin and end between two looks at the page, so that the number of the run
 * tells, not what the page shows meanwhile. Not from nothing: what a stopped run had been handed last
 * reappears only when its visibility timeout has passed.
 */
export async function ingestAll(page: Page) {
  const anyRun = page.getByRole('progressbar', { name: /^Progress of run/ })
  await expect(page.getByText('No run yet.').or(anyRun)).toBeVisible()
  const before = await lastRun(page)
  const isActive = (await page.getByRole('button', { name: 'Stop' }).count()) > 0
  if (!isActive) await page.getByRole('button', { name: 'Ingest now' }).click()
  const awaited = isActive ? before : before + 1
  await expect.poll(() => finishedRun(page), { timeout: 90_000 }).toBeGreaterThanOrEqual(awaited)
}

/** The number of the run on the overview; 0 where there was none. */
async function lastRun(page: Page): Promise<number> {
  const bars = await page
    .getByRole('progressbar', { name: /^Progress of run/ })
    .evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label') ?? ''))
  return Number(bars[0]?.match(/\d+/)?.[0] ?? 0)
}

/** The number of the run on the overview where it has finished; 0 where it has not. */
async function finishedRun(page: Page): Promise<number> {
  const finished = page.getByRole('region', { name: 'Last run' }).filter({ hasText: 'finished' })
  return (await finished.count()) === 0 ? 0 : lastRun(page)
}
