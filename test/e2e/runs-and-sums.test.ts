import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { goTo } from './support/pages/go-to'
import { pathOfRunWithBatches } from './support/pages/run-with-batches'
import { barsOf, countOf, numberIn } from './support/pages/sums'
import { sendLogins } from './support/queue'
import { resize } from './support/resize'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

ingestFirst(() => sendLogins(1_500, 0.01, 0.2))

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
  await goTo(page, '/runs?state=finished&from=1999-12-31T00:00:00Z&to=2000-01-01T00:00:00Z')
  await expect(page.getByRole('button', { name: 'Change the time' })).toContainText('1999')
  await expect(page.getByText('No run matches these filters.')).toBeVisible()
  await page.getByRole('link', { name: 'Clear filters' }).click()
  await page.waitForURL(/\/runs$/)
  const row = page.locator('tr[data-row]').first()
  const id = await row.getAttribute('data-row')
  await row.locator('td').nth(3).click()
  await page.waitForURL(new RegExp(`/runs/${id}$`))
})

test('count, facets and bars of a page add up', async ({ page }) => {
  await signIn(page, undefined, '/logins')
  // Within a minute, and after those that were sent above.
  const momentAgo = new Date(Date.now() - 1_234).toISOString()
  for (const search of ['', '?range=24h', '?range=7d&device_type=ios', `?to=${momentAgo}`]) {
    if (search !== '') await page.goto(`/logins${search}`)
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

test('no table cuts a number off in a narrow window', async ({ page }) => {
  await signIn(page)
  const run = await pathOfRunWithBatches(page)
  for (const path of ['/', '/runs', run, '/devices', '/ips', '/rejected', '/logins']) {
    await page.goto(path)
    await expect(page.locator('tbody tr').first()).toBeVisible()
    if (path !== '/logins') {
      await resize(page, 1024, 720)
      expect(await page.evaluate(cutNumbers), path).toEqual([])
    }
    if (!['/runs', '/logins', '/devices', '/rejected'].includes(path)) continue
    // The equations of runs may be long.
    const width = path === '/runs' ? 1440 : 1280
    await resize(page, width, 720)
    const table = await page.locator('main table').first().boundingBox()
    expect((table?.x ?? 0) + (table?.width ?? 0), path).toBeLessThanOrEqual(width)
  }
})

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
