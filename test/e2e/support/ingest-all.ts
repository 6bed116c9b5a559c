import { expect, type Page } from '@playwright/test'
import { goTo } from './pages/go-to'

/**
 * Ingests all that waits, from the overview. A run that is still at it is as good as one of our own.
 * A drain of little may begin and end between two looks at the page, so that the number of the run
 * tells, not what the page shows meanwhile. Not from nothing: what a stopped run had been handed last
 * reappears only when its visibility timeout has passed.
 */
export async function ingestAll(page: Page) {
  // Until then the page may show the run before, or none.
  await expect(page.locator('footer')).toContainText(/database \d+ ms/)
  const none = page.getByText('No run yet.')
  const anyRun = page.getByRole('heading', { level: 2, name: /^Run \d/ })
  await expect(none.or(anyRun)).toBeVisible()
  const before = (await none.isVisible())
    ? 0
    : Number((await anyRun.textContent())?.match(/\d+/)?.[0])
  const isActive = (await page.getByRole('button', { name: 'Stop', exact: true }).count()) > 0
  if (!isActive) await page.getByRole('button', { name: 'Ingest now' }).click()
  const awaited = isActive ? before : before + 1
  await expect.poll(() => finishedRun(page), { timeout: 90_000 }).toBeGreaterThanOrEqual(awaited)
}

/** The overview, which is not loaded anew where the page is there. */
export async function toOverview(page: Page) {
  if (new URL(page.url()).pathname !== '/') await goTo(page, '/')
}

/** The number of the last run, once it has finished: looked at once, as a run may begin between two looks. */
function finishedRun(page: Page): Promise<number> {
  return page.evaluate(() => {
    const [name, last] = ['section[aria-label="Rate"] h2', 'section[aria-label="Last run"]'].map(
      (selector) => document.querySelector(selector)?.textContent ?? '',
    )
    return last?.includes('finished') ? Number(name?.match(/^Run (\d+)/)?.[1] ?? 0) : 0
  })
}
