import { expect, type Page, test } from '@playwright/test'
import { complaints, OPERATOR, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { sendLogins } from './support/queue'

test.describe.configure({ mode: 'serial' })
test.use({ viewport: { width: 1440, height: 1_200 } })

/** Read and written once: what is stored stays there for the others. */
test('devices that 3 users shared this week are marked at once, and leave the queue', async ({
  page,
}) => {
  const found = complaints(page)
  await sendLogins(600, 0, 0.3)
  await signIn(page)
  await ingestAll(page)
  await goTo(page, '/devices?active=7&mark=none')
  await expect(page.getByRole('columnheader', { name: 'Users, 7 days' })).toBeVisible()
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toBeVisible()
  const tokens = await firstTokens(page, 2)
  await page.getByRole('link', { name: 'In that time at least 2 users' }).click()
  await page.waitForURL(/recent=2/)
  await goTo(page, '/devices?active=7&mark=none')

  // Keys are heard once the page is alive.
  await expect(async () => {
    await page.keyboard.press('Home')
    await page.keyboard.press('j')
    await expect(rows.first()).toBeFocused({ timeout: 1_000 })
  }).toPass()
  await page.keyboard.press(' ')
  await page.keyboard.press('j')
  await page.keyboard.press(' ')
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await expect(bar).toContainText('2 devices selected')
  await page.keyboard.press('m')
  const dialog = page.getByRole('dialog', { name: 'Review 2 devices' })
  await dialog.getByRole('radio', { name: 'expected' }).click()
  await dialog.getByLabel('Note').fill('Kiosks of one shop.')
  await dialog.getByLabel('Assignee').selectOption({ label: `Me (${OPERATOR.email})` })
  await dialog.getByRole('button', { name: 'Save 2 devices' }).click()
  await expect(bar).toBeHidden()
  for (const token of tokens) await expect(page.locator(`[data-row="${token}"]`)).toHaveCount(0)

  await goTo(page, '/devices?assignee=me&mark=expected')
  for (const token of tokens) await expect(page.locator(`[data-row="${token}"]`)).toBeVisible()
  await page.locator(`[data-row="${tokens[0]}"]`).getByRole('link').first().click()
  await page.waitForURL(/\/devices\/dv1_/)
  await expect(page.getByRole('region', { name: 'Review' })).toContainText('Kiosks of one shop.')
  expect(found).toEqual([])
})

test('u leads from one IP to the next that nobody has marked, which is found by its token', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, undefined, '/ips?sort=lastSeen')
  const [first, second] = await firstTokens(page, 2)
  await page.locator(`[data-row="${first}"]`).getByRole('link').first().click()
  await page.waitForURL(new RegExp(`/ips/${first}\\?sort=lastSeen$`))
  const mark = page.getByRole('radio', { name: 'reviewed' })
  const assignee = page.getByLabel('Assignee')
  await mark.click()
  await assignee.selectOption({ label: `Me (${OPERATOR.email})` })
  await page.reload()
  // What was half said is there again.
  await expect(mark).toBeChecked()
  await expect(assignee).toHaveValue(OPERATOR.email)
  await page.getByRole('button', { name: 'Save the review' }).click()
  await expect(page.getByRole('list', { name: 'History' })).toContainText(
    `assigned to ${OPERATOR.email}`,
  )
  await expect(mark).not.toBeChecked()
  await page.getByRole('heading', { level: 1 }).click()
  await page.keyboard.press('u')
  await page.waitForURL(new RegExp(`/ips/${second}\\?sort=lastSeen$`))

  await goTo(page, '/ips')
  const search = page.getByRole('searchbox', { name: 'Beginning of a token' })
  await search.fill('203.0.113.7')
  await search.press('Enter')
  await expect(page.getByText('An original is never looked for here')).toBeVisible()
  expect(page.url()).not.toContain('203')
  await search.fill(second?.split('_')[2]?.slice(0, 8) ?? '')
  await search.press('Enter')
  await page.waitForURL(/token=/)
  await expect(page.locator('tbody tr')).toHaveCount(1)
  await expect(page.locator(`[data-row="${second}"]`)).toBeVisible()
  expect(found).toEqual([])
})

async function firstTokens(page: Page, count: number): Promise<string[]> {
  const rows = page.locator('tbody [data-row]')
  await expect(rows.nth(count - 1)).toBeVisible()
  const ids = await rows.evaluateAll((all) => all.map((row) => row.getAttribute('data-row') ?? ''))
  return ids.slice(0, count)
}
