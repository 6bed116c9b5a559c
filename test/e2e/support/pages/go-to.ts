import type { Page } from '@playwright/test'
import { untilHydrated } from '../../../support/browser/hydrated'

/** Loads a page, and waits until it hears what is pressed on it. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.goto(path)
  await untilHydrated(page)
}

/** Loads the page anew, and waits until it hears what is pressed on it. */
export async function reload(page: Page): Promise<void> {
  await page.reload()
  await untilHydrated(page)
}
