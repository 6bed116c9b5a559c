import { expect, type Page } from '@playwright/test'
import { ingestAll } from './ingest-all'

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
  await other.goto('/')
  await ingestAll(other)
  await other.close()
}
