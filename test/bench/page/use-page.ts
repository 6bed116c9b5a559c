import type { Page } from '@playwright/test'

/**
 * What somebody does beside a run at work: opens the palette and the keys, moves through the run. Nothing
 * is typed: Chromium's undo history keeps a field that was typed in after it is gone, for a thousand such
 * fields, and a palette a second is more than anybody opens.
 */
export async function touch(page: Page) {
  for (const key of ['Control+k', '?']) {
    await page.keyboard.press(key)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
  }
  await page.keyboard.press('Tab')
}

const PAGES = ['Logins', 'Devices', 'IPs', 'Rejected', 'Runs', 'Help', 'Overview']

/** Walks through the pages as a person does, opens a login beside the list, and ends on the overview. */
export async function lapThroughPages(page: Page) {
  const navigation = page.getByRole('navigation', { name: 'Pages' })
  for (const name of PAGES) {
    await navigation.getByRole('link', { name, exact: true }).click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
    if (name === 'Logins') await openLogin(page)
  }
}

async function openLogin(page: Page) {
  // Its middle may be a value, which a click copies.
  await page.locator('[data-row] time').first().click()
  const inspector = page.getByRole('complementary', { name: 'Login' })
  await inspector.waitFor()
  await page.keyboard.press('Escape')
}
