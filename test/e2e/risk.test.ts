import { expect, type Page, test } from '@playwright/test'
import { ADMIN, complaints, OPERATOR, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { addFilter, filters } from './support/pages/logins-page'
import { sendBodies } from './support/queue'
import { violations } from './support/violations'

/** The threshold that the last test sets is undone by it. */
test.describe.configure({ mode: 'serial' })

const LONG = { timeout: 60_000 }
const RUN = Date.now()

/** A login of a user on a device that three share, by documentation's addresses. */
const body = (user: string, locale: string, version: string) =>
  JSON.stringify({
    user_id: `risk-${user}-${RUN}`,
    device_type: 'android',
    ip: '203.0.113.77',
    device_id: `device-canary-risk-${RUN}`,
    locale,
    app_version: version,
  })

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await sendBodies([body('a', 'DE', '2.3.0'), body('b', 'DE', '2.3.0')])
  await signIn(page)
  await ingestAll(page)
  await sendBodies([body('c', 'DE', '2.3.0')])
  await goTo(page, '/')
  await ingestAll(page)
  await page.context().close()
})

const first = (page: Page) => page.locator('tr[data-row]').first()

test('the riskiest logins come first, and the inspector says why', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, OPERATOR, `/logins?user_id=risk-c-${RUN}&sort=risk&risk=any`)
  await expect(first(page)).toBeVisible(LONG)
  await expect(filters(page)).toContainText(/risk\s*any/)
  await first(page).locator('time').click()
  const risk = page.locator('main aside').getByRole('region', { name: 'Risk' })
  await expect(risk).toContainText(
    '3 users on this device within 24 hours; the threshold is 3.',
    LONG,
  )
  expect(await violations(page, 'main aside')).toEqual([])
  expect(found).toEqual([])
})

test('a filter by the risk is set by keys', async ({ page }) => {
  await signIn(page, OPERATOR, '/logins')
  await addFilter(page, 'risk')
  const pane = page.getByRole('dialog', { name: 'Add a filter' })
  await expect(pane.getByRole('checkbox', { name: 'Many users on the device' })).toBeFocused(LONG)
  await page.keyboard.press('Space')
  await pane.getByLabel('Score of at least').fill('101')
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('alert')).toContainText('is above 100')
  await pane.getByLabel('Score of at least').fill('30')
  await page.keyboard.press('Enter')
  await page.waitForURL(/risk=many_users&risk_min=30/, LONG)
  await expect(first(page)).toBeVisible(LONG)
})

test('an admin sets the threshold of a signal, and it is on record who did', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, ADMIN, '/settings/risk')
  const row = page.locator('tr[data-signal="many_devices"]')
  const set = async (number: string) => {
    await row.getByRole('button', { name: 'Change Many devices of the user' }).click()
    await page.getByRole('dialog').getByLabel('Devices of a user within 1 h').fill(number)
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0, LONG)
    await expect(row).toContainText(number, LONG)
  }
  await expect(row).toBeVisible(LONG)
  expect(await violations(page)).toEqual([])
  await set('7')
  await set('3')
  await page.getByRole('tab', { name: 'History' }).click()
  const history = page.getByRole('region', { name: 'History of the risk signals' })
  await expect(history.getByRole('row').nth(2)).toContainText('on, from 7')
  await expect(history.getByRole('row').nth(2)).toContainText('@')
  expect(found).toEqual([])
})
