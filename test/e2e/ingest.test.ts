import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { runWithBatches } from './support/pages/run-with-batches'
import { sendLogins } from './support/queue'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

/** What moves has to hold, too: the other tests are without. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

test('sends samples, ingests them, and proves that none was lost', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  await ingestAll(page)
  await expect(queue(page)).toContainText('Nothing waiting.', { timeout: 40_000 })
  await sendSamples(page)
  await expect(queue(page)).toContainText(/1,000\s*waiting/)

  await page.getByRole('button', { name: 'Ingest now' }).click()
  const ledger = page.getByRole('region', { name: 'Last run' })
  await expect(ledger).toContainText(/finished.*received\s*1,000/, { timeout: 60_000 })
  await expect(ledger).toContainText(/stored\s*1,000/)
  await expect(ledger).toContainText('balanced')

  const feed = page.getByRole('region', { name: 'Arriving logins' })
  await expect(feed.locator('tbody tr').first()).toBeVisible()

  // Each number leads to what it counts.
  await ledger.getByRole('link', { name: '1,000' }).last().click()
  await page.waitForURL(/\/logins\?run_id=\d+/)
  await expect(page.getByRole('region', { name: 'Filters' })).toContainText('1,000 logins')
  expect(found).toEqual([])
})

test('goes on after a reload in mid-run, shows the same in another tab, and says how to go on after a stop', async ({
  page,
  context,
}) => {
  await signIn(page)
  await sendLogins(12_000)
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  await page.reload()
  const running = page.getByRole('region', { name: 'This run' })
  await expect(running).toContainText(/of about [\d,]+/)

  const other = await context.newPage()
  await goTo(other, '/')
  await expect(other.getByRole('button', { name: /Stop/ })).toBeVisible()
  await other.getByRole('button', { name: 'Stop' }).click()
  for (const tab of [page, other]) {
    const ledger = tab.getByRole('region', { name: 'Last run' })
    await expect(ledger).toContainText('stopped')
    await expect(ledger).toContainText('balanced')
    await expect(ledger).toContainText(
      /messages? (was|were) in flight.* by \d\d:\d\d:\d\d|messages? waits? on the queue/,
    )
    await expect(ledger).toContainText('Ingest now goes on')
    await expect(ledger).toContainText(/of about [\d,]+ that waited at its start/)
  }
  await ingestAll(page)
})

test('says that the connection is lost, keeps the last figures, and finds back', async ({
  page,
}) => {
  await signIn(page)
  await page.route('**/api/live', (route) => route.abort())
  // A page that a slow machine sends before it has read the figures has none to keep.
  await expect(async () => {
    await page.reload()
    const ledger = page.getByRole('region', { name: 'Last run' })
    await expect(ledger).toContainText('balanced', { timeout: 5_000 })
  }).toPass({ timeout: 90_000 })
  await expect(page.getByText('The connection to the console is lost.')).toBeVisible()
  await page.unroute('**/api/live')
  await expect(page.getByText('The connection to the console is lost.')).toHaveCount(0, {
    timeout: 30_000,
  })
})

test('holds the feed still where it is pointed at, and goes on', async ({ page }) => {
  await signIn(page)
  await sendLogins(2_000)
  const feed = page.getByRole('region', { name: 'Arriving logins' })
  const row = feed.locator('tbody tr').first()
  await expect(async () => {
    await row.hover({ position: { x: 20 + Math.random() * 40, y: 10 } })
    await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible({ timeout: 1_000 })
  }).toPass()
  const before = await feed.locator('tbody').textContent()
  // By script, as the pointer has to stay where it is.
  await page.getByRole('button', { name: 'Ingest now' }).dispatchEvent('click')
  const resume = page.getByRole('button', { name: /Resume · [\d,]+ waiting/ })
  await expect(resume).toBeVisible({ timeout: 20_000 })
  expect(await feed.locator('tbody').textContent()).toBe(before)
  await resume.click()
  await expect.poll(() => feed.locator('tbody').textContent()).not.toBe(before)
  await ingestAll(page)
})

test('walks through rows by keys, and inspects one whole', async ({ page }) => {
  await signIn(page, undefined, '/logins')
  // Keys are heard as soon as the table's script runs.
  await expect(async () => {
    await page.keyboard.press('j')
    await expect(page.locator('tr[data-row]:focus')).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const inspector = page.getByRole('complementary', { name: 'Login' })
  await expect(inspector).toContainText(/ip1_[0-9a-f]{6}_[0-9a-f]{32}/)
  const second = await inspector.textContent()
  await page.keyboard.press('k')
  await expect.poll(() => inspector.textContent()).not.toBe(second)
  await page.keyboard.press('Escape')
  await expect(inspector).toHaveCount(0)
})

test('a broken link shows the list all the same, and says so', async ({ page }) => {
  await signIn(page, undefined, '/logins?order=up&at=%27&type=ios')
  await expect(page.getByText('Some parts of this link were ignored.')).toBeVisible()
  const types = page.locator('td[data-column="device_type"]')
  await expect.poll(async () => new Set(await types.allInnerTexts())).toEqual(new Set(['ios']))
  await page.goto('/runs/0')
  await expect(
    page.getByRole('heading', { name: /not found|no such|nothing/i }).first(),
  ).toBeVisible()
})

test('tells why messages were rejected, of one run too, and nothing of what they said', async ({
  page,
}) => {
  await signIn(page)
  await sendLogins(40, 1)
  await ingestAll(page)
  const rejected = page.getByRole('region', { name: 'Last run' }).getByRole('link').last()
  await rejected.click()
  await page.waitForURL(/\/rejected\?run=\d+/)
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toContainText(/ (is|are|holds|not) /)
  const ofTheRun = await rows.count()
  expect(ofTheRun).toBeGreaterThan(30)
  await page.getByRole('link', { name: 'Remove the filter run' }).click()
  await page.waitForURL(/\/rejected$/)
  await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(ofTheRun)
  // An IP or a device id of the samples would be among the bodies.
  expect(await page.content()).not.toMatch(/\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\d{3}-\d{2}-\d{4}\b/)
})

test('a run has its ledger and its batches', async ({ page }) => {
  await signIn(page, undefined, '/runs')
  const row = runWithBatches(page)
  await expect(row).toContainText('balanced')
  await row.getByRole('link').first().click()
  await page.waitForURL(/\/runs\/\d+/)
  await expect(page.getByRole('region', { name: 'Ledger' })).toContainText('balanced')
  await expect(
    page.getByRole('region', { name: 'Batches' }).locator('tbody tr').first(),
  ).toBeVisible()
})

function queue(page: Page) {
  return page.getByRole('region', { name: 'Queue' })
}

/** Sends 1,000 samples by the page, which offers them where nothing waits. */
async function sendSamples(page: Page) {
  const button = page.getByRole('button', { name: 'Send 1,000 sample logins' })
  await expect(button).toBeVisible()
  await button.click()
  await expect(page.getByText('1,000 sample logins are on the queue.')).toBeVisible()
}
