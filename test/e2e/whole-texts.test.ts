import { expect, type Locator, type Page, test } from '@playwright/test'
import { DAY_MS } from '@/lib/model/time/units'
import { sampled } from '../support/runner/sampled'
import { ADMIN, signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { loseLiveView } from './support/lose-live-view'
import { goTo } from './support/pages/go-to'
import { pathOfRunWithBatches } from './support/pages/run-with-batches'
import { emptyDeadLetterQueue, sendDeadLetters, sendLogins } from './support/queue'
import { resize } from './support/resize'
import { whileStopped } from './support/suspend'

test.describe.configure({ mode: 'serial' })

const SIZES = [
  [390, 844],
  [1024, 768],
  [1280, 720],
] as const
const TABLES = [
  ...['/logins', '/devices', '/rejected', '/runs', '/workers', '/dead-letters'],
  ...['/settings/users', '/settings/tokens', '/settings/alerts', '/settings/account'],
  '/audit',
]
const LISTS = ['/logins', '/devices', '/ips', '/rejected', '/runs', '/audit']

ingestFirst(() => sendLogins(600, 0.05, 0.3))

test('what a list says of itself is read whole, and its title bar has no gap', async ({ page }) => {
  await signIn(page, ADMIN)
  for (const path of sampled([...LISTS, await pathOfRunWithBatches(page)], 3, 'lists')) {
    await goTo(page, path)
    await expect(page.getByRole('navigation', { name: 'Pages of the list' })).toBeVisible()
    for (const [width, height] of SIZES) {
      await resize(page, width, height)
      const where = `${path} at ${width}`
      expect(await cutOff(page.locator('nav[aria-label="Pages of the list"] p')), where).toEqual([])
      expect(await cutOff(page.locator('h1 + div')), where).toEqual([])
      expect(await gapsOf(page), where).toEqual([width < 640 ? 8 : 12])
    }
  }
})

test.afterAll(emptyDeadLetterQueue)

test('each column of a table has room for its heading', async ({ page }) => {
  await sendDeadLetters(['{"ip": "192.0.2.7"}'])
  await signIn(page, ADMIN, '/settings/tokens')
  // Which is in the audit log, too.
  await createToken(page)
  for (const path of sampled(TABLES, 5, 'headings')) {
    await showTable(page, path)
    const heading = page.getByRole('columnheader').first()
    await expect(heading).toBeVisible()
    for (const [width, height] of SIZES) {
      await resize(page, width, height)
      expect(await cutOff(page.locator('th:not(:has(.sr-only))')), `${path} at ${width}`).toEqual(
        [],
      )
      // One that has no room at all says nothing of being cut off.
      const narrow = await page.locator('th:not(:has(.sr-only))').evaluateAll((all) =>
        all
          .filter((th) => th.getClientRects().length > 0 && th.textContent !== '')
          .filter(({ clientWidth }) => clientWidth < 40)
          .map(({ textContent }) => textContent),
      )
      expect(narrow, `${path} at ${width}`).toEqual([])
    }
  }
})

test('a time of another year is read whole in every table', async ({ page }) => {
  await signIn(page, ADMIN)
  await page.clock.install()
  await page.clock.setSystemTime(Date.now() + 2 * 366 * DAY_MS)
  const paths = [...TABLES, '/ips', '/rejected?by=reason', await pathOfRunWithBatches(page)]
  for (const path of sampled(paths, 5, 'times')) {
    await showTable(page, path)
    const cells = page.locator('td', { has: page.locator('time', { hasText: / \d{2} 20\d{2} / }) })
    await expect(cells.last(), path).toBeVisible()
    for (const [width, height] of SIZES.slice(1)) {
      await resize(page, width, height)
      expect(await cutOff(cells), `${path} at ${width}`).toEqual([])
    }
  }
})

test('a retention is changed in a small window without scrolling sideways', async ({ page }) => {
  await signIn(page, ADMIN, '/settings/retention')
  await resize(page, 1024, 768)
  const change = await page.getByRole('button', { name: 'Change Logins' }).boundingBox()
  expect((change?.x ?? 0) + (change?.width ?? 0)).toBeLessThanOrEqual(1024)
})

test('what rejected messages have in common is read beside their counts', async ({ page }) => {
  await signIn(page, ADMIN, '/rejected?by=reason')
  const names = page.locator('tr[data-row] td:first-child')
  await expect(names.first()).toBeVisible()
  for (const [width, height] of SIZES) {
    await resize(page, width, height)
    const where = `at ${width}`
    expect((await names.first().boundingBox())?.width, where).toBeGreaterThanOrEqual(200)
    expect(await cutOff(page.locator('tr[data-row] td:first-child')), where).toEqual([])
  }
  // They all came just now, on either side of midnight perhaps: the bars stand at the end, the longest of the full height.
  const trend = page.getByRole('img', { name: /^Over \d+ days: most on/ }).first()
  const whole = await trend.boundingBox()
  const bars = await trend
    .locator('[data-day]')
    .evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().toJSON() as DOMRect))
  expect([1, 2]).toContain(bars.length)
  const longest = Math.max(...bars.map(({ height }) => height))
  expect(longest).toBeGreaterThan(0.9 * (whole?.height ?? 0))
  for (const { x } of bars) expect(x).toBeGreaterThan((whole?.x ?? 0) + 0.9 * (whole?.width ?? 0))
})

test('the reasons of rejected messages are read on paper', async ({ page }) => {
  await signIn(page, ADMIN, '/rejected')
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  // A4, within the margins of a browser.
  await resize(page, 718, 1_000)
  const reasons = page.locator('tr[data-row] td:nth-child(3)').first()
  expect((await reasons.boundingBox())?.width).toBeGreaterThanOrEqual(120)
  const table = await page.getByRole('table').boundingBox()
  expect((table?.x ?? 0) + (table?.width ?? 0)).toBeLessThanOrEqual(718)
})

test('whatever a list says is read whole on paper', async ({ page }) => {
  await signIn(page, ADMIN)
  for (const path of sampled(LISTS, 3, 'on paper')) {
    await goTo(page, path)
    await expect(page.locator('tr[data-row]').first()).toBeVisible()
    await page.emulateMedia({ media: 'print' })
    if (path === '/runs') await page.locator('tr[data-row] td').nth(1).evaluate(nameLongestState)
    // A4 across, within the margins of a browser, and upright.
    for (const width of path === '/runs' ? [1_032, 718] : [1_032]) {
      await resize(page, width, 900)
      const where = `${path} at ${width}`
      const table = await page.getByRole('table').boundingBox()
      expect((table?.x ?? 0) + (table?.width ?? 0), where).toBeLessThanOrEqual(width)
      expect(await cutOff(page.locator('tr[data-row] td, th')), where).toEqual([])
    }
    await page.emulateMedia({ media: 'screen' })
  }
})

test('the status bar says whole what is lost where nothing is reachable', async ({ page }) => {
  await page.addInitScript(loseLiveView)
  // Without the database, no stream would begin.
  const stream = page.waitForResponse('**/api/live')
  await signIn(page)
  await stream
  const bar = page.getByRole('contentinfo')
  await whileStopped('postgres', async () => {
    await expect(bar).toContainText('database not reachable', { timeout: 30_000 })
    await expectWholeBar(page)
    await page.evaluate(() => window.loseLiveView?.())
    await expect(bar).toContainText('connection to the console lost')
    await expectWholeBar(page)
  })
})

test('no name in a graph of links lies on another', async ({ page }) => {
  await signIn(page, undefined, '/devices')
  await page.locator('tr[data-row] a').first().click()
  const names = page.locator('[data-node] text')
  await expect(names.first()).toBeVisible()
  for (const [width, height] of SIZES.slice(1)) {
    await resize(page, width, height)
    expect(await names.count(), `at ${width}`).toBeGreaterThan(1)
    // They find their places anew once the drawing has its size.
    const found = () => names.evaluateAll(overlapping)
    await expect.poll(found, { message: `at ${width}` }).toEqual([])
  }
})

test('what arrives is shown whole beside the figures of a small window', async ({ page }) => {
  await signIn(page, ADMIN)
  await expect(page.locator('[aria-label="Arriving logins"] tbody tr').first()).toBeVisible()
  for (const [width, height] of SIZES.slice(1)) {
    await resize(page, width, height)
    const pane = page.locator('[aria-label="Arriving logins"]')
    expect(await pane.evaluate((of) => of.scrollWidth - of.clientWidth), `at ${width}`).toBe(0)
  }
})

test('a legend shows each of its counts whole, and moves nothing below the chart', async ({
  page,
}) => {
  await signIn(page, ADMIN, '/logins?range=24h&split=locale')
  const charts = page.getByRole('region', { name: 'Charts' })
  await expect(charts.getByRole('list').first().getByRole('listitem')).toHaveCount(6)
  for (const [width, height] of SIZES) {
    await resize(page, width, height)
    const outside = await charts
      .getByRole('list')
      .first()
      .evaluate((list) => {
        const { right, bottom } = list.getBoundingClientRect()
        return [...list.children]
          .map((entry) => ({ box: entry.getBoundingClientRect(), text: entry.textContent }))
          .filter(({ box }) => box.right > right + 0.5 || box.bottom > bottom + 0.5)
          .map(({ text }) => text)
      })
    expect(outside, `at ${width}`).toEqual([])
    expect((await charts.boundingBox())?.height, `at ${width}`).toBe(168)
  }
})

async function showTable(page: Page, path: string): Promise<void> {
  await goTo(page, path)
  if (path === '/dead-letters') await page.getByRole('button', { name: 'Look at a sample' }).click()
}

async function createToken(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /Create a token/ })
    .first()
    .click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('a program whose name says at length what it is for')
  await dialog.getByRole('checkbox').first().check()
  await dialog.getByRole('button', { name: /^Create/ }).click()
  await dialog.getByRole('button', { name: 'I have copied it' }).click()
}

/** At each size, nothing that the status bar shows is cut off, nor the bar itself. */
async function expectWholeBar(page: Page): Promise<void> {
  for (const [width, height] of [...SIZES, [1_440, 900] as const]) {
    await resize(page, width, height)
    expect(await cutOff(page.locator('footer, footer .truncate')), `at ${width}`).toEqual([])
  }
}

/** Runs in the page: the names that lie on each other by more than a pixel. */
function overlapping(names: Element[]): string[] {
  const boxes = names.map((name) => ({ box: name.getBoundingClientRect(), text: name.textContent }))
  return boxes.flatMap(({ box: a, text }, at) =>
    boxes
      .slice(at + 1)
      .filter(
        ({ box: b }) =>
          Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
          Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1,
      )
      .map(({ text: other }) => `${text} on ${other}`),
  )
}

/** Of a run that took less than waited, which none of this console may be. */
function nameLongestState(cell: SVGElement | HTMLElement) {
  const word = cell.querySelector('span')?.lastChild
  if (!word) throw new Error('The cell of the state has no word')
  word.textContent = 'stopped early'
}

/** Texts that are shown in part only. */
function cutOff(texts: Locator): Promise<(string | null)[]> {
  return texts.evaluateAll((all) =>
    all
      // What is for screen readers alone is a pixel wide.
      .filter((element) => element.clientWidth > 1)
      .filter(
        ({ scrollWidth, clientWidth, scrollHeight, clientHeight }) =>
          scrollWidth > clientWidth || scrollHeight > clientHeight + 1,
      )
      .map((element) => element.textContent),
  )
}

/** What stands between the things that a title bar has at its end: each of the widths once, in pixels. */
function gapsOf(page: Page): Promise<number[]> {
  return page.locator('h1 ~ div.ml-auto').evaluate((bar) => {
    const boxes = [...bar.querySelectorAll('button, a')]
      .map((element) => element.getBoundingClientRect())
      .filter(({ width }) => width > 0)
    const gaps = boxes.slice(1).map(({ left }, at) => Math.round(left - (boxes[at]?.right ?? 0)))
    return [...new Set(gaps)]
  })
}
