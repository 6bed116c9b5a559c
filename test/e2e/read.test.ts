import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { addFilter, drain, filters, ids } from './support/pages/logins-page'
import { sendLogins } from './support/queue'

/** An IPv4 address, or a device id as the samples have them. */
const ORIGINAL = /\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\d{3}-\d{2}-\d{4}\b/

/** High enough for every row that a test looks at: those out of sight are not drawn. */
test.use({ viewport: { width: 1440, height: 2_400 } })

test('a filter is shared by its URL: after a reload, and for others, the same rows', async ({
  page,
  browser,
}) => {
  const found = complaints(page)
  await sendLogins(1_500, 0, 0.3)
  await signIn(page)
  await ingestAll(page)
  await goTo(page, '/logins')
  await addFilter(page, 'device type')
  await page.getByRole('option', { name: /^ios/ }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(/device_type=ios/)
  await expect(filters(page)).toContainText(/device type\s*is\s*ios/)
  await expect.poll(async () => new Set(await cells(page, 'device_type'))).toEqual(new Set(['ios']))

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('filter locale')
  await expect(page.getByRole('option').first()).toHaveText(/Filter by locale/)
  await page.keyboard.press('Enter')
  await page.getByRole('option', { name: /^none/ }).click()
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(/locale=/)
  await expect.poll(async () => new Set(await cells(page, 'locale'))).toEqual(new Set(['none']))

  const rows = await ids(page)
  const count = await filters(page).getByRole('status').textContent()
  await page.reload()
  await expect.poll(() => ids(page)).toEqual(rows)
  const other = await (await browser.newContext()).newPage()
  const { pathname, search } = new URL(page.url())
  await signIn(other, undefined, `${pathname}${search}`)
  await expect.poll(() => ids(other)).toEqual(rows)
  await expect(filters(other).getByRole('status')).toHaveText(count ?? '')
  await other.close()

  await page.getByRole('link', { name: 'Remove the filter locale' }).click()
  await expect.poll(async () => new Set(await cells(page, 'locale')).size).toBeGreaterThan(1)
  await page.goBack()
  await expect.poll(() => ids(page)).toEqual(rows)
  expect(found).toEqual([])
})

test('pages lead forth and back to the same rows while others arrive, which are announced', async ({
  page,
}) => {
  await signIn(page, undefined, '/logins')
  const first = await ids(page)
  expect(first.length).toBeGreaterThan(10)
  await page.getByRole('link', { name: 'Next' }).click()
  await page.waitForURL(/at=n/)
  await expect.poll(async () => (await ids(page))[0]).not.toBe(first[0])
  const second = await ids(page)
  expect(second.filter((id) => first.includes(id))).toEqual([])

  await sendLogins(300)
  await drain(page)
  await expect(page.getByRole('button', { name: /[\d,]+\+? new/ })).toBeVisible({ timeout: 30_000 })
  expect(await ids(page)).toEqual(second)
  await page.getByRole('link', { name: 'Previous' }).click()
  await page.waitForURL(/at=p/)
  await expect.poll(() => ids(page)).toEqual(first)

  await page.getByRole('link', { name: 'Last' }).click()
  await page.waitForURL(/at=last/)
  await page.getByRole('link', { name: 'First' }).click()
  await page.waitForURL((url) => !url.searchParams.has('at'))
  await expect.poll(async () => (await ids(page))[0]).not.toBe(first[0])
})

test('the figures of a device are those of its logins, and it can be marked', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, undefined, '/devices')
  const row = page.locator('tbody tr').first()
  const cellsOf = await row.locator('td').allInnerTexts()
  const [users, logins] = [Number(cellsOf[1]), Number(cellsOf[2])]
  expect(users).toBeGreaterThan(1)
  await row.locator('td').nth(2).getByRole('link').click()
  await page.waitForURL(/\/logins\?device_id=/)
  await expect(filters(page).getByRole('status')).toHaveText(
    `${logins} ${logins === 1 ? 'login' : 'logins'}`,
  )
  await expect(page.getByRole('table')).toHaveAttribute('aria-rowcount', String(logins + 1))
  expect(new Set(await usersOf(page)).size).toBe(users)

  await page.goBack()
  // Until then, the first row is a login.
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Devices')
  await row.getByRole('link').first().click()
  await page.waitForURL(/\/devices\/dv1_/)
  await expect(page.getByRole('tab', { name: `Users ${users}` })).toBeVisible()
  await expect(page.locator('[data-node]').first()).toBeVisible()
  await page.getByRole('radio', { name: 'suspicious' }).click()
  await page.getByLabel('Note').fill('Two cities within an hour.')
  await page.getByRole('button', { name: 'Save the review' }).click()
  // The form says as much before it is saved.
  const history = page.getByRole('list', { name: 'History' })
  await expect(history).toContainText('Two cities within an hour.')
  await expect(history).toContainText('operator@example.com')
  await page.goto('/devices?mark=suspicious')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  expect(found).toEqual([])
})

test('a saved view opens by itself until it is told not to', async ({ page }) => {
  await signIn(page, undefined, '/logins?type=android')
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByLabel('Name of the view').fill('Androids')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const star = page.getByRole('button', { name: 'Androids opens by itself' })
  await star.click()
  await expect(star).toHaveAttribute('aria-pressed', 'true')
  await goTo(page, '/logins')
  await page.waitForURL(/type=android/)
  await page.getByRole('button', { name: 'Views: Androids' }).click()
  await page.getByRole('button', { name: 'Delete Androids' }).click()
  await expect(star).toHaveCount(0)
  await page.goto('/logins')
  expect(new URL(page.url()).search).toBe('')
})

test('the table stays as it was arranged', async ({ page }) => {
  await signIn(page, undefined, '/logins')
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await page.getByRole('radio', { name: 'Compact' }).click()
  await page.getByRole('checkbox', { name: 'IP', exact: true }).click()
  await page.getByRole('button', { name: 'Move Locale forward' }).click()
  await page.reload()
  const heads = page.getByRole('columnheader')
  await expect(heads).toHaveText([/^$/, 'Time', 'User', 'Device', 'Locale', 'Type', 'Version'])
  expect((await page.locator('tr[data-row]').first().boundingBox())?.height).toBeLessThan(30)
})

test('what is read holds no original', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await signIn(page, undefined, '/devices')
  const device = await page.locator('tbody tr').first().getAttribute('data-row')
  await page.goto('/ips')
  const ip = await page.locator('tbody tr').first().getAttribute('data-row')
  for (const [path, title] of [
    ['/logins?type=ios&type=android&range=24h', 'Logins'],
    ['/devices', 'Devices'],
    ['/devices?users=90000', 'Devices'],
    ['/ips', 'IPs'],
    [`/devices/${device}`, 'Device'],
    [`/ips/${ip}`, 'IP'],
  ] as const) {
    await page.goto(path)
    await expect(page).toHaveTitle(new RegExp(title))
    await expect(page.getByRole('contentinfo')).toContainText(/database \d+ ms/)
    expect(await page.content()).not.toMatch(ORIGINAL)
  }
})

/** Of all logins that the page's filter finds: the table holds those in sight. */
async function usersOf(page: Page): Promise<(string | undefined)[]> {
  const answer = await page.request.get(`/api/logins/export${new URL(page.url()).search}`)
  const [head, ...lines] = (await answer.text()).trim().split(/\r?\n/)
  const at = head?.split(',').indexOf('user_id') ?? -1
  expect(at).toBeGreaterThanOrEqual(0)
  return lines.map((line) => line.split(',')[at])
}

function cells(page: Page, column: string): Promise<string[]> {
  return page.locator(`td[data-column="${column}"]`).allInnerTexts()
}
