import { expect, type Page } from '@playwright/test'
import { ingestAll } from '../ingest-all'
import { goTo } from './go-to'

/** The bar above the list. */
export function filters(page: Page) {
  return page.getByRole('region', { name: 'Filters' })
}

/** Opens a filter's pane by keys; they are heard as soon as the page's script runs. */
export async function addFilter(page: Page, name: string) {
  const field = page.getByRole('combobox', { name: 'What to filter by' })
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(field).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await field.fill(name)
  await page.keyboard.press('Enter')
}

/** The ids of the first rows. */
export function ids(page: Page): Promise<(string | undefined)[]> {
  return page
    .locator('tr[data-row]')
    .evaluateAll((rows) => rows.slice(0, 15).map((row) => (row as HTMLElement).dataset.row))
}

/** Drains the queue from another tab, so that this one stays as it is. */
export async function drain(page: Page) {
  const other = await page.context().newPage()
  await goTo(other, '/')
  await ingestAll(other)
  await other.close()
}

/** The inspected row stands out, and is in sight. */
export async function expectLit(page: Page) {
  const lit = page.locator('tr[data-row][aria-current="true"]')
  await expect(lit).toHaveCount(1)
  await expect(lit).toBeInViewport()
}

/** The first login's time is written in a zone, and the chart's bars begin at its midnight. */
export async function expectShownIn(page: Page, timeZone: string) {
  const time = page.locator('tr[data-row] time').first()
  const at = Date.parse((await time.getAttribute('datetime')) ?? '')
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at)
  await expect(time).toContainText(clock)
}
