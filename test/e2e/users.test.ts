import { expect, type Page, test } from '@playwright/test'
import { ADMIN, complaints, signIn } from './support/accounts'
import { consoleUnderTest } from './support/console-under-test'
import { untilFolded } from './support/embedded-database'
import { ingestFirst } from './support/ingest-first'
import { goTo } from './support/pages/go-to'
import { sendBodies } from './support/queue'
import { violations } from './support/violations'

/** Another person and device each time: a second try finds nothing of the first. */
const TRY = String(Date.now() % 10_000).padStart(4, '0')
/** An id that a path, a link and a page have to take as it is. */
const ANN = `ann/of the 100% 🐇 house ${TRY}`
const TIMEOUT_MS = 30_000

/** As JSON in ASCII: the embedded queue takes no characters beyond 16 bits as they are. */
const escaped = (login: object) =>
  JSON.stringify(login).replace(
    /[^ -~]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )

ingestFirst(
  async () => {
    const login = (user_id: string, app_version: string) =>
      escaped({
        user_id,
        app_version,
        device_type: 'ios',
        locale: 'DE',
        ip: '203.0.113.61',
        device_id: `203-00-${TRY}`,
      })
    // One after the other: which was sent first is what a downgrade is.
    await sendBodies([login(ANN, '2.0.0')])
    await sendBodies([login(ANN, '1.5.0')])
    await sendBodies(['ben', 'cleo'].map((name) => login(`${name} of the house`, '2.0.0')))
  },
  () => untilFolded(consoleUnderTest().dataDir),
)

test('a login says who else has its device, and leads to its user', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  const inspector = await inspect(page)
  const device = inspector.getByRole('region', { name: 'About the device' })
  await expect(device).toContainText(/3 users · 1 IP · since/, { timeout: TIMEOUT_MS })
  const users = device.getByRole('list', { name: 'Users', exact: true })
  await expect(users.getByRole('listitem')).toHaveCount(3, { timeout: TIMEOUT_MS })
  await expect(users.getByRole('link').first()).toHaveText('ann/of t')
  await inspector.getByRole('link', { name: 'Open user' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'User' })).toBeVisible()
  const about = page.getByRole('region', { name: 'About this user' })
  await expect(about).toContainText(ANN, { timeout: TIMEOUT_MS })
  await expect(about).toContainText('1 downgrade of the version')
  await expect(about.getByText(/Reveal|Erase/)).toHaveCount(0)

  await page.getByRole('tab', { name: 'Versions 2' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'downgrade' })).toContainText('1.5.0')
  await page.getByRole('tab', { name: 'Devices 1' }).click()
  const row = page.getByRole('region', { name: 'Devices', exact: true }).getByRole('row').nth(1)
  await expect(row.getByRole('cell').nth(2)).toHaveText('2')
  await row.getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Device' })).toBeVisible()
  await page.getByRole('tab', { name: /^Users/ }).click()
  await page
    .getByRole('region', { name: 'Users', exact: true })
    .getByRole('link', { name: ANN })
    .click()
  await expect(page.getByRole('region', { name: 'About this user' })).toContainText(ANN)
  expect(found).toEqual([])
})

test('the page of a user is accessible, fits a phone, and has an admin’s ways on', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, ADMIN, `/users/${encodeURIComponent(ANN)}`)
  const about = page.getByRole('region', { name: 'About this user' })
  await expect(about).toContainText(ANN, { timeout: TIMEOUT_MS })
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  for (const name of ['Links', 'Devices 1', 'Versions 2', 'Newest logins']) {
    await page.getByRole('tab', { name }).click()
    expect(await violations(page), name).toEqual([])
  }
  await about.getByRole('button', { name: 'Reveal 2 tokens…' }).click()
  const reveal = page.getByRole('dialog', { name: 'Reveal 2 tokens of this user' })
  await expect(reveal).toContainText(/You may reveal \d+ more values this hour; this takes 2\./)
  expect(await violations(page), 'the dialog that reveals').toEqual([])
  await page.keyboard.press('Escape')
  await expect(reveal).toHaveCount(0)
  const erase = about.getByRole('link', { name: 'Erase…' })
  await expect(erase).toHaveAttribute('href', `/settings/erase?user=${encodeURIComponent(ANN)}`)

  await erase.click()
  await expect(page.getByRole('textbox', { name: 'User id' })).toHaveValue(ANN)
  const reach = page.getByRole('region', { name: 'What would be erased' })
  await expect(reach).toContainText('2 logins', { timeout: TIMEOUT_MS })

  await page.goto('/users/nobody-of-that-name')
  await expect(page.getByText('No login of this user is stored.')).toBeVisible()
})

test('a case is printed whole, with who printed it and when', async ({ page }) => {
  await signIn(page, ADMIN, `/users/${encodeURIComponent(ANN)}`)
  await expect(page.getByRole('button', { name: 'Print case' })).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  const printed = page.getByText(/^Printed .+ by admin@example\.com\./)
  await expect(printed).toBeVisible()
  await expect(page.getByRole('tabpanel')).toHaveCount(6)
  for (const name of ['Links', 'Devices', 'IPs', 'Versions', 'Locales', 'Newest logins']) {
    await expect(page.getByRole('heading', { level: 2, name, exact: true })).toBeVisible()
  }
  const devices = page.getByRole('region', { name: 'Devices', exact: true })
  await expect(devices.getByText(/^dv1_[0-9a-f]{6}_[0-9a-f]{32}$/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Reveal 2 tokens…' })).toBeHidden()
  await expect(
    page.getByRole('region', { name: 'Review', exact: true }).locator('form'),
  ).toBeHidden()
})

test('the logins have a column that says how many users have each device', async ({ page }) => {
  await signIn(page, undefined, `/logins?user_id=${encodeURIComponent(ANN)}`)
  const cells = page.locator('tr[data-row] td[data-column="device_users"]')
  await expect(page.locator('tr[data-row]')).toHaveCount(2)
  await expect(cells).toHaveCount(0)
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await page.getByRole('checkbox', { name: 'Users on device' }).check()
  await expect(cells).toHaveText(['3', '3'], { timeout: TIMEOUT_MS })
  await page.reload()
  await expect(cells).toHaveText(['3', '3'], { timeout: TIMEOUT_MS })
})

async function inspect(page: Page) {
  await goTo(page, `/logins?user_id=${encodeURIComponent(ANN)}`)
  await page.locator('tr[data-row] time').first().click()
  const inspector = page.locator('main aside')
  await expect(inspector).toBeVisible()
  return inspector
}
