import { type Browser, expect, type Page, test } from '@playwright/test'
import { PREFERENCE } from '@/lib/model/preferences'
import { signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { sendLogins } from './support/queue'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await sendLogins(1_500, 0.01, 0.2)
  await signIn(page)
  await ingestAll(page)
  await page.context().close()
})

test('recent runs say when and how each ended, and lead to it from edge to edge', async ({
  page,
}) => {
  await signIn(page)
  const runs = page.getByRole('region', { name: 'Recent runs' })
  const newest = runs.locator('tbody').first()
  await expect(newest).toContainText(/ago|just now|yesterday/)
  await expect(newest).toContainText('finished')
  await newest.locator('td').nth(3).click()
  await page.waitForURL(/\/runs\/\d+$/)
  await expect(page.getByRole('region', { name: 'Ledger' })).toContainText('balanced')
})

test('runs are narrowed by state, time and who started them', async ({ page }) => {
  await signIn(page, undefined, '/runs')
  await page.getByRole('combobox', { name: 'State' }).selectOption({ label: 'finished' })
  await page.waitForURL(/state=finished/)
  const states = page.locator('tr[data-row] td:nth-child(2)')
  await expect
    .poll(async () => new Set(await states.allInnerTexts()))
    .toEqual(new Set(['finished']))
  await page.goto('/runs?state=finished&from=1999-12-31T00:00:00Z&to=2000-01-01T00:00:00Z')
  await expect(page.getByRole('button', { name: 'Change the time' })).toContainText('1999')
  await expect(page.getByText('No run matches these filters.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await page.waitForURL(/\/runs$/)
  const row = page.locator('tr[data-row]').first()
  const id = await row.getAttribute('data-row')
  await row.locator('td').nth(3).click()
  await page.waitForURL(new RegExp(`/runs/${id}$`))
})

test('a stop says what becomes of messages in flight, and how to go on', async ({ page }) => {
  await signIn(page)
  await sendLogins(12_000)
  await page.getByRole('button', { name: 'Ingest now' }).click()
  const stop = page.getByRole('button', { name: 'Stop' })
  await expect(stop).toBeVisible({ timeout: 15_000 })
  await stop.click()
  const last = page.getByRole('region', { name: 'Last run' })
  await expect(last).toContainText('stopped', { timeout: 15_000 })
  await expect(last).toContainText(
    /messages? (was|were) in flight.* by \d\d:\d\d:\d\d|messages? waits? on the queue/,
  )
  await expect(last).toContainText('Ingest now goes on')
  await expect(last).toContainText(/of about [\d,]+ that waited at its start/)
  await ingestAll(page)
})

test('count, facets and bars of a page add up', async ({ page }) => {
  await signIn(page)
  const minuteAgo = new Date(Date.now() - 61_234).toISOString()
  for (const search of ['', '?range=24h', '?range=7d&device_type=ios', `?to=${minuteAgo}`]) {
    await page.goto(`/logins${search}`)
    await expect(async () => {
      const count = await countOf(page)
      expect(count, search).toBeGreaterThan(0)
      expect(await barsOf(page), search).toBe(count)
      // Of a busy part of an hour not every login is looked at by type or locale, and the page says so.
      const isPart = await page.getByText('in part').first().isVisible()
      for (const facet of await facetsOf(page)) {
        expect(facet, search)[isPart ? 'toBeLessThanOrEqual' : 'toBe'](count)
      }
    }).toPass({ timeout: 90_000 })
  }
})

const ZONES = ['Asia/Kolkata', 'Australia/Lord_Howe', 'Pacific/Auckland', 'America/New_York']

for (const zone of ZONES) {
  test(`a browser in ${zone} sees all logins, whichever zone its cookie names`, async ({
    browser,
  }) => {
    test.setTimeout(360_000)
    const page = await pageIn(browser, zone)
    // The first page corrects the cookie: those after it are asked for with the right one. Days are what
    // the zones disagree on: hours of most begin alike.
    for (const [range, cookie] of [
      ['90d', 'Europe/Berlin'],
      ['90d', 'none'],
      ['24h', 'Europe/Berlin'],
      ['7d', 'as it is'],
      ['90d', 'as it is'],
      ['24h', 'none'],
    ] as const) {
      if (cookie !== 'as it is') await setZone(page, cookie)
      await page.goto(`/logins?range=${range}`)
      await expect(async () => {
        const count = await countOf(page)
        expect(count).toBeGreaterThan(0)
        expect(await barsOf(page)).toBe(count)
      }).toPass({ timeout: 90_000 })
      await expect.poll(async () => sameZone(await keptZone(page), zone)).toBe(true)
    }
    await page.context().close()
  })
}

test('no table cuts a number off in a narrow window', async ({ page }) => {
  await signIn(page)
  await page.setViewportSize({ width: 1024, height: 720 })
  for (const path of ['/', '/runs', '/runs/1', '/devices', '/ips', '/rejected']) {
    await page.goto(path)
    await expect(page.locator('tbody tr').first()).toBeVisible()
    expect(await page.evaluate(cutNumbers), path).toEqual([])
  }
  for (const path of ['/runs', '/logins', '/devices', '/rejected']) {
    // The equations of runs may be long.
    const width = path === '/runs' ? 1440 : 1280
    await page.setViewportSize({ width, height: 720 })
    await page.goto(path)
    await expect(page.locator('tbody tr').first()).toBeVisible()
    const table = await page.locator('main table').first().boundingBox()
    expect((table?.x ?? 0) + (table?.width ?? 0), path).toBeLessThanOrEqual(width)
  }
})

/** What the browser's own zone calls the other. */
function sameZone(one: string, other: string): boolean {
  const canonical = (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  return one !== '' && canonical(one) === canonical(other)
}

async function pageIn(browser: Browser, timezoneId: string): Promise<Page> {
  const context = await browser.newContext({ timezoneId, locale: 'en-GB' })
  const page = await context.newPage()
  await signIn(page, undefined, '/settings/account')
  return page
}

async function setZone(page: Page, zone: string) {
  const context = page.context()
  await context.clearCookies({ name: PREFERENCE.timeZone })
  if (zone === 'none') return
  const { origin } = new URL(page.url())
  const value = encodeURIComponent(zone)
  await context.addCookies([{ name: PREFERENCE.timeZone, value, url: origin }])
}

async function keptZone(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return decodeURIComponent(cookies.find(({ name }) => name === PREFERENCE.timeZone)?.value ?? '')
}

async function countOf(page: Page): Promise<number> {
  const line = page.getByRole('region', { name: 'Filters' }).getByRole('status')
  const text = await line.filter({ hasText: /logins?$/ }).textContent()
  return numberIn(text ?? '', /^([\d,]+) logins?$/)
}

async function barsOf(page: Page): Promise<number> {
  const chart = page.getByRole('slider', { name: /^Logins over time/ })
  return numberIn((await chart.getAttribute('aria-label')) ?? '', /: ([\d,]+) in all/)
}

/** The logins of each facet: those that are chosen where some are, else all, its rest included. */
async function facetsOf(page: Page): Promise<number[]> {
  const facets = page.getByRole('region', { name: 'Charts' }).locator('div:has(> ul)')
  const sums: number[] = []
  for (const facet of await facets.all()) {
    // Versions under other filters are counted among the newest logins, and say so.
    if (/· newest/.test((await facet.textContent()) ?? '')) continue
    const chosen = await facet.locator('button[aria-pressed="true"]').all()
    const buttons = chosen.length > 0 ? chosen : await facet.locator('button[aria-pressed]').all()
    let sum = 0
    for (const button of buttons) {
      sum += numberIn((await button.getAttribute('title')) ?? '', /: ([\d,]+) logins$/)
    }
    const rest = facet.locator('[title*="other value"]')
    if (chosen.length === 0 && (await rest.count()) > 0) {
      sum += numberIn((await rest.getAttribute('title')) ?? '', /: ([\d,]+) logins?$/)
    }
    sums.push(sum)
  }
  return sums
}

function numberIn(text: string, pattern: RegExp): number {
  return Number(pattern.exec(text)?.[1]?.replaceAll(',', '') ?? -1)
}

/**
 * Numbers whose cell is too narrow for them, and hides what does not fit. Each is tried as it is, and as a
 * long drain would have it, where its cell would hide a part of that.
 */
function cutNumbers(): string[] {
  const cells = [...document.querySelectorAll('td')]
    .filter((cell) => /^[\d,.]+(\s?(s|ms|B|kB|MB|×|\/s))?$/.test(cell.textContent.trim()))
    .filter((cell) => getComputedStyle(cell).overflowX !== 'visible')
  const cut = () => cells.filter((cell) => cell.scrollWidth > cell.clientWidth)
  const asTheyAre = cut()
  for (const cell of cells) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT)
    const text = texts.nextNode()
    if (text !== null) text.nodeValue = (text.nodeValue ?? '').replace(/[\d,.]+/, '123,456')
  }
  return [...new Set([...asTheyAre, ...cut()])].map((cell) => cell.textContent)
}
