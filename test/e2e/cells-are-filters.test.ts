import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { filters } from './support/pages/logins-page'
import { sendLogins } from './support/queue'

ingestFirst(() => sendLogins(300, 0, 0.3))

test('a value pointed at is left out, its chip turns round, and no row moves', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, undefined, '/logins?view=all')
  const cell = page.locator('tr[data-row] td[data-column="device_type"]').first()
  await expect(cell).toBeVisible()
  const type = (await cell.textContent()) ?? ''
  const box = await cell.boundingBox()
  const leave = cell.getByRole('link', { name: 'Leave out this device type' })
  await expect(async () => {
    await page.mouse.move(0, 0)
    await cell.hover()
    await expect(leave).toBeVisible({ timeout: 1_000 })
  }).toPass()
  expect(await cell.boundingBox()).toEqual(box)
  await leave.click()
  await page.waitForURL((url) => url.searchParams.get('device_type_not') === type)
  await expect.poll(async () => (await typesOf(page)).includes(type)).toBe(false)

  await filters(page)
    .getByRole('link', { name: /^device type is not\./ })
    .click()
  await page.waitForURL((url) => url.searchParams.get('device_type') === type)
  await expect.poll(async () => new Set(await typesOf(page))).toEqual(new Set([type]))
  expect(found).toEqual([])
})

test('keys filter by the value in focus, leave it out, and copy it', async ({ page }) => {
  await signIn(page, undefined, '/logins?view=all')
  const first = page.locator('tr[data-row]').first()
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(page.locator('tr[data-row]:focus')).toHaveCount(1, { timeout: 1_000 })
    await page.keyboard.press('Home')
    await expect(first).toBeFocused({ timeout: 1_000 })
  }).toPass()
  const user = first.locator('td[data-column="user_id"]')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(user).toBeFocused()
  await expect(user.getByRole('link', { name: 'Show only this user' })).toBeVisible()
  // It is said for two seconds: each frame is looked at, from before it is.
  const said = page.waitForFunction(() =>
    [...document.querySelectorAll('[role="status"]')].some(
      ({ textContent }) => textContent === 'Copied the user.',
    ),
  )
  await page.keyboard.press('c')
  await said
  const id = (await user.locator('> div').first().textContent()) ?? ''
  await page.keyboard.press('f')
  await page.waitForURL((url) => url.searchParams.get('user_id') === id.trim())
  await expect(filters(page)).toContainText(/user\s*is\s*\S/)
})

test('logins are grouped by a field, and a group is a filter', async ({ page }) => {
  await signIn(page, undefined, '/logins?device_type=ios')
  const pane = page.getByRole('dialog', { name: 'Logins by group' })
  await expect(async () => {
    await filters(page).getByRole('button', { name: 'Group by' }).click()
    await expect(pane).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await pane.getByRole('combobox', { name: 'Group by' }).selectOption('locale')
  await pane.getByRole('textbox', { name: 'Search the locales' }).fill('none')
  await pane.getByRole('button', { name: 'Leave out none' }).click()
  await page.waitForURL(/device_type=ios.*locale_not=(?:&|$)/)
  await expect(pane.getByRole('button', { name: 'Include none again' })).toBeVisible()
})

test('an empty list says what to loosen, with how many logins that gives', async ({ page }) => {
  await signIn(page, undefined, '/logins?to=1990-01-01T00:00:00Z&device_type=ios')
  const without = page.getByRole('list', { name: 'Without each filter' })
  await expect(without).toContainText(/Without the time: [\d,]+\+? login/, { timeout: 30_000 })
  await expect(without).toContainText('Without the device type: none either')
  await expect(page.getByText(/Nearest in time:.* after/)).toBeVisible()
  await without.getByRole('link', { name: 'Without the time' }).click()
  await page.waitForURL((url) => url.search === '?device_type=ios')
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
})

function typesOf(page: Page): Promise<string[]> {
  return page.locator('tr[data-row] td[data-column="device_type"]').allTextContents()
}
