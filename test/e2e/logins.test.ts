import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { goTo } from './support/pages/go-to'
import { addFilter, drain, ids } from './support/pages/logins-page'
import { sendLogins } from './support/queue'
import { repeatLiveEvents } from './support/repeat-live-events'

ingestFirst(() => sendLogins(500, 0, 0.3))

test('a token that is pasted and entered at once is the one filtered by', async ({ page }) => {
  await signIn(page, undefined, '/logins?view=all')
  // What is suggested for the token never comes: nothing but the suggestions before it could be taken.
  await page.route('**/api/logins/suggest', async (route) => {
    if (route.request().postDataJSON().typed === '') await route.continue()
  })
  await addFilter(page, 'IP')
  const options = page.getByRole('option')
  await expect.poll(() => options.count()).toBeGreaterThan(2)
  const token = (await options.nth(2).textContent()) ?? ''
  const list = page.getByRole('dialog')
  const height = (await list.boundingBox())?.height ?? 0
  await page.getByRole('combobox', { name: 'IP token' }).fill(token)
  await expect(list).toContainText('Looking…')
  expect((await list.boundingBox())?.height).toBeCloseTo(height, 0)
  await page.keyboard.press('Enter')
  await page.waitForURL(/ip=/)
  expect(new URL(page.url()).searchParams.get('ip')).toBe(token)
})

test('new logins are announced while events keep coming', async ({ page }) => {
  await signIn(page, undefined, '/runs')
  await page.addInitScript(repeatLiveEvents)
  await goTo(page, '/logins?order=asc')
  const rows = await ids(page)
  await sendLogins(120)
  await drain(page)
  await page.evaluate(() => {
    window.hears = true
  })
  const news = page.getByRole('button', { name: / new$/ })
  await expect(news).toHaveText('120 new')
  expect(await ids(page)).toEqual(rows)
  await news.click()
  await expect(news).toHaveCount(0)
})

test('the inspected row stays in the URL through a refresh, and so does its absence', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, undefined, '/logins?view=all')
  await inspectFirst(page)
  const row = rowOf(page)
  const star = page.getByRole('button', { name: 'Looked at opens by itself' })
  // Saving and deleting a view refreshes the page.
  await page.getByRole('button', { name: 'Views' }).click()
  await page.getByLabel('Name of the view').fill('Looked at')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(star).toBeVisible()
  await expect(pane(page)).toBeVisible()
  await expect.poll(() => rowOf(page)).toBe(row)
  await page.keyboard.press('Escape')
  await expect(star).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(pane(page)).toHaveCount(0)
  await expect.poll(() => rowOf(page)).toBeNull()
  await page.getByRole('button', { name: /^Views/ }).click()
  await page.getByRole('button', { name: 'Delete Looked at' }).click()
  await expect(star).toHaveCount(0)
  await expect(pane(page)).toHaveCount(0)
  await expect.poll(() => rowOf(page)).toBeNull()
  expect(found).toEqual([])
})

test('the inspector closes with its page of rows, and opens again on the way back', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, undefined, '/logins?view=all')
  const first = await ids(page)
  const pagesAsked: string[] = []
  page.on('request', (request) => {
    const { rsc, 'next-router-prefetch': prefetch } = request.headers()
    if (rsc && !prefetch) pagesAsked.push(request.url())
  })
  await inspectFirst(page)
  const row = rowOf(page)
  const shown = await pane(page).getByText(/^ip1_/).textContent()
  // It is looked at, not gone to: the server is asked for no page.
  expect(pagesAsked).toEqual([])
  for (const leave of [
    () => page.getByRole('link', { name: 'Next' }).click(),
    () => page.getByRole('columnheader', { name: 'User' }).getByRole('link').click(),
  ]) {
    await leave()
    await expect.poll(async () => (await ids(page))[0]).not.toBe(first[0])
    await expect(pane(page)).toHaveCount(0)
    await expect.poll(() => rowOf(page)).toBeNull()
    await page.goBack()
    await expect.poll(() => ids(page)).toEqual(first)
    await expect(pane(page)).toContainText(shown ?? '')
    await expect.poll(() => rowOf(page)).toBe(row)
  }
  await page.goForward()
  await expect(pane(page)).toHaveCount(0)
  await page.goBack()
  await page.reload()
  await expect(pane(page)).toContainText(shown ?? '')
  expect(found).toEqual([])
})

test('a row that is looked at gives up no filter that is on its way', async ({ page }) => {
  await signIn(page, undefined, '/logins?view=all')
  let answer = () => {}
  const told = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route(
    (url) => url.pathname === '/logins' && url.searchParams.has('device_type'),
    async (route) => {
      await told
      await route.continue()
    },
  )
  const bar = page.getByRole('region', { name: 'Charts' }).getByRole('button', { name: /^ios/ })
  const asked = page.waitForRequest((request) => request.url().includes('type=ios'))
  await bar.click()
  await asked
  await inspectFirst(page)
  answer()
  await expect(bar).toHaveAttribute('aria-pressed', 'true')
  await page.waitForURL(/device_type=ios/)
  await expect(pane(page)).toHaveCount(0)
})

/** Opens the first row by a click; it is heard as soon as the table's script runs. */
async function inspectFirst(page: Page) {
  await expect(async () => {
    await page.locator('tr[data-row] td[data-column="sent_at"]').first().click()
    await expect(pane(page)).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await page.waitForURL(/row=/)
}

function pane(page: Page) {
  return page.getByRole('complementary', { name: 'Login' })
}

function rowOf(page: Page): string | null {
  return new URL(page.url()).searchParams.get('row')
}
