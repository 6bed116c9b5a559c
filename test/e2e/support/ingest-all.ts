import { expect, type Locator, type Page } from '@playwright/test'

const PROGRESS = /^Progress of run/

/**
 * Ingests all that waits, from the overview. A run that is still at it is as good as one of our own.
 * A drain of little may begin and end between two looks at the page, so that the number of the run
 * tells, not what the page shows meanwhile. Not from nothing: what a stopped run had been handed last
 * reappears only when its visibility timeout has passed.
 */
export async function ingestAll(page: Page) {
  // Until then the page may show the run before, or none.
  await expect(page.getByRole('contentinfo')).toContainText(/database \d+ ms/)
  const none = page.getByText('No run yet.')
  const anyRun = page.getByRole('progressbar', { name: PROGRESS })
  await expect(none.or(anyRun)).toBeVisible()
  const before = (await none.isVisible()) ? 0 : await lastRun(page)
  const isActive = (await page.getByRole('button', { name: 'Stop', exact: true }).count()) > 0
  if (!isActive) await page.getByRole('button', { name: 'Ingest now' }).click()
  const awaited = isActive ? before : before + 1
  await expect.poll(() => finishedRun(page), { timeout: 90_000 }).toBeGreaterThanOrEqual(awaited)
}

/** The number of the run on the overview. */
async function lastRun(page: Page): Promise<number> {
  const name = await page.getByRole('progressbar', { name: PROGRESS }).getAttribute('aria-label')
  return Number(name?.match(/\d+/)?.[0])
}

/** The same where it has finished, looked at once: a run may begin between two looks. */
function finishedRun(page: Page): Promise<number> {
  const finished = page.getByRole('region', { name: 'Last run' }).filter({ hasText: 'finished' })
  return numberOf(finished.getByRole('progressbar', { name: PROGRESS }))
}

async function numberOf(bars: Locator): Promise<number> {
  const labels = await bars.evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')))
  return Number(labels[0]?.match(/\d+/)?.[0] ?? 0)
}
