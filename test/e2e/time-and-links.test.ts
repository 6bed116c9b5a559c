import { type Browser, expect, type Page, test } from '@playwright/test'
import { DAY_MS } from '@/lib/model/time/units'
import { ADMIN, complaints, signIn } from './support/accounts'
import { findToken } from './support/admin'
import { ingestAll } from './support/ingest-all'
import { ingestFirst } from './support/ingest-first'
import { goTo, reload } from './support/pages/go-to'
import { addFilter, expectLit, expectShownIn, filters } from './support/pages/logins-page'
import { withinADay } from './support/pages/within-a-day'
import { sendLogins } from './support/queue'

/** Half an hour beside UTC's hours, so that a day of the wrong zone shows. */
const ZONE = 'Asia/Kolkata'
const ZONE_MS = 5.5 * 3_600_000

test.use({ timezoneId: ZONE, viewport: { width: 1280, height: 720 } })

ingestFirst(() => sendLogins(450, 0.03))

test('all logins of a user last Tuesday take ten keys and the user’s id', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, undefined, '/logins')
  await addFilter(page, 'us')
  await page.keyboard.type('user-1')
  await page.keyboard.press('Enter')
  await page.waitForURL(/user_id=user-1/)
  await addFilter(page, 'tue')
  await page.waitForURL(/from=.*&to=/)

  const { searchParams } = new URL(page.url())
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  expect((Number(from) + ZONE_MS) % DAY_MS).toBe(0)
  expect(Number(to) - Number(from)).toBe(DAY_MS)
  expect(new Date(Number(from) + ZONE_MS).getUTCDay()).toBe(2)
  await expect(filters(page)).toContainText(/time\s*Tue, [A-Z][a-z]{2} \d+/)
  expect(found).toEqual([])
})

test('the field for a time says what it understood, and what it did not', async ({ page }) => {
  await signIn(page, undefined, '/logins')
  await addFilter(page, 'time')
  const field = page.getByRole('textbox', { name: 'Time', exact: true })
  await expect(field).toBeFocused()
  const said = page.getByRole('dialog').getByRole('status')
  await field.fill('2026-11-17')
  await expect(said).toHaveText(
    /^Tue, Nov 17(?:, 2026)?, 00:00 – 24:00 · Asia\/(?:Kolkata|Calcutta)$/,
  )
  await field.fill('2026-11-17 14:00 - 2026-11-18 02:00')
  await expect(said).toHaveText(/^Tue, Nov 17(?:, 2026)?, 14:00 – Wed, Nov 18, 02:00 · Asia\//)
  await field.fill('soon')
  await expect(said).toHaveText(/^Not a time yet/)
  await page.keyboard.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  expect(new URL(page.url()).searchParams.has('from')).toBe(false)

  await page.getByLabel('From, day').fill('2026-11-17')
  await page.getByLabel('From, time of day').fill('14:00')
  await expect(field).toHaveValue('since 2026-11-17 14:00')
  await page.getByRole('button', { name: 'Apply' }).click()
  await page.waitForURL(/from=2026-11-17T08%3A30/)
  await expect(filters(page)).toContainText(/since Tue, Nov 17(?:, 2026)?, 14:00/)
})

test('a day is one of the zone that times are shown in, which may be UTC', async ({ page }) => {
  await withinADay()
  await withinADay(ZONE_MS)
  await sendLogins(5)
  await signIn(page)
  await ingestAll(page)
  await goTo(page, '/logins?range=today')
  await expectShownIn(page, ZONE)
  const bar = page.getByRole('contentinfo')
  await bar.getByRole('button', { name: 'times in UTC+5:30' }).click()
  await expect(bar.getByRole('button', { name: 'times in UTC', exact: true })).toBeVisible()
  await expectShownIn(page, 'UTC')
  await reload(page)
  await expectShownIn(page, 'UTC')
  await bar.getByRole('button', { name: 'times in UTC', exact: true }).click()
  await expectShownIn(page, ZONE)
})

test('the audit log is filtered by the days that it shows', async ({ browser, baseURL }) => {
  // Asked for before the page is: it may turn meanwhile.
  const midnight = Math.floor((Date.now() + ZONE_MS) / DAY_MS) * DAY_MS - ZONE_MS
  const page = await openAs(browser, baseURL, '/audit')
  await expect(async () => {
    await page.keyboard.press('/')
    await expect(page.getByRole('textbox', { name: 'Time', exact: true })).toBeVisible({
      timeout: 1_000,
    })
  }).toPass()
  await page.getByRole('textbox', { name: 'Time', exact: true }).fill('today')
  await page.keyboard.press('Enter')
  await page.waitForURL(/range=today/)
  await expect(page.getByRole('button', { name: 'Change the time' })).toHaveText('today')
  const times = await page
    .locator('tr[data-row] time')
    .evaluateAll((all) => all.map((time) => Date.parse((time as HTMLTimeElement).dateTime)))
  for (const time of times) expect(time).toBeGreaterThanOrEqual(midnight)
  await page.getByRole('button', { name: 'Remove the filter time' }).click()
  await page.waitForURL((url) => !url.searchParams.has('range'))
  await page.context().close()
})

test('a linked login is scrolled to and lit, whichever page it is on', async ({ page }) => {
  await signIn(page, undefined, '/logins?sort=time')
  const pane = page.getByRole('region', { name: 'Stored logins' })
  await pane.focus()
  await page.keyboard.press('End')
  await expect(page.locator('tr[data-row]:focus')).toHaveCount(1)
  await page.keyboard.press('Enter')
  await page.waitForURL(/row=/)
  const last = new URL(page.url())
  await page.goto('/runs')
  await goTo(page, `${last.pathname}${last.search}`)
  await expectLit(page)

  await page.getByRole('link', { name: 'Next' }).click()
  await page.waitForURL(/at=n/)
  await page.locator('tr[data-row]').nth(3).locator('time').click()
  await page.waitForURL(/row=/)
  const row = new URL(page.url()).searchParams.get('row') ?? ''
  await page.goto(`/logins?row=${row}`)
  await expectLit(page)
  await expect(page.getByRole('link', { name: 'First' })).toBeVisible()

  await goTo(page, `/logins?user_id=nobody-of-this-name&row=${row}`)
  await expect(page.getByText(/linked row is shown beside the list/)).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Login' })).toBeVisible()
  await page.getByRole('link', { name: 'Show it without filters' }).click()
  await page.waitForURL((url) => !url.searchParams.has('user_id'))
  await expectLit(page)
})

test('rejected messages and the audit log keep their row in the URL', async ({
  browser,
  baseURL,
}) => {
  const page = await openAs(browser, baseURL, '/reveal/find')
  // It is on record: the log has a row.
  await findToken(page, 'IP', '198.51.100.1')
  for (const [path, name] of [
    ['/rejected', 'Rejected message'],
    ['/audit', /^Row \d+$/],
  ] as const) {
    await goTo(page, path)
    await page.locator('tr[data-row]').last().locator('time').first().click()
    await page.waitForURL(/row=/)
    // A name of the row alone: nothing of what it says.
    expect(new URL(page.url()).search).toMatch(/^\?row=[\d.]+$/)
    await reload(page)
    await expectLit(page)
    await expect(page.getByRole('complementary', { name })).toBeVisible()
    // A reloaded page hears no key before it is hydrated.
    await expect(async () => {
      await page.keyboard.press('Escape')
      expect(new URL(page.url()).search).toBe('')
    }).toPass()
  }
  await page.context().close()
})

test('a link is copied by a key, its time fixed unless it is to stay relative', async ({
  page,
  context,
}) => {
  const found = complaints(page)
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, undefined, '/logins?range=24h&device_type=ios')
  const notice = page.getByRole('region', { name: 'Link', exact: true })
  await expect(async () => {
    await page.keyboard.press('y')
    await expect(notice).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await expect(notice.getByRole('status')).toHaveText('Link copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  await expect(notice.getByLabel('The link')).toHaveValue(copied)
  const { searchParams } = new URL(copied)
  expect([...searchParams.keys()].sort()).toEqual(['device_type', 'from', 'to'])
  const [from, to] = ['from', 'to'].map((name) => Date.parse(searchParams.get(name) ?? ''))
  expect(Number(to) - Number(from)).toBe(DAY_MS)

  await notice.getByRole('button', { name: 'Keep “last 24 hours”' }).click()
  await expect(notice.getByLabel('The link')).toHaveValue(/range=24h/)
  await page.keyboard.press('Escape')
  await expect(notice).toHaveCount(0)
  expect(found).toEqual([])
})

test('a link that may not be copied is handed over', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined })
    document.execCommand = () => false
  })
  await signIn(page, undefined, '/runs')
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  const notice = page.getByRole('region', { name: 'Link', exact: true })
  await expect(notice).toContainText('The browser refused to copy.')
  await expect(notice.getByLabel('The link')).toBeFocused()
  await expect(notice.getByLabel('The link')).toHaveValue(/\/runs$/)
})

async function openAs(browser: Browser, baseURL: string | undefined, path = '/'): Promise<Page> {
  const context = await browser.newContext({ baseURL: baseURL ?? '', timezoneId: ZONE })
  const page = await context.newPage()
  await signIn(page, ADMIN, path)
  return page
}
