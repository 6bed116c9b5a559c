import { expect, type Locator, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { reload } from './support/pages/go-to'
import { sendLogins } from './support/queue'
import { violations } from './support/violations'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

const OUTCOMES = ['received', 'stored', 'duplicates', 'rejected', 'failed'] as const

test('the history counts a run as soon as it ends, and is the sum of its bars', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page)
  await ingestAll(page)
  // Of the run that has just ended, the page may hear later.
  await reload(page)
  const pane = history(page)
  await expect(figure(pane, 'received')).toBeVisible()
  const before = await readFigures(pane)

  await sendLogins(400, 0.05)
  await ingestAll(page)
  const run = page.getByRole('region', { name: 'Last run' })
  await expect(run).toContainText(/received\s*400/)
  await expect
    .poll(async () => (await readFigures(pane)).received, { timeout: 20_000 })
    .toBe(before.received + 400)
  const after = await readFigures(pane)
  expect(after.received).toBe(after.stored + after.duplicates + after.rejected + after.failed)
  expect(after.rejected).toBeGreaterThan(before.rejected)

  for (const outcome of OUTCOMES) {
    await figure(pane, outcome).click()
    await expect(figure(pane, outcome)).toHaveAttribute('aria-pressed', 'true')
    const bars = await readBars(pane)
    expect(bars.length).toBeGreaterThanOrEqual(24)
    expect(sumOf(bars), outcome).toBe(after[outcome])
  }
  expect(found).toEqual([])
})

test('a bar leads to the logins of its time, of which there are as many', async ({ page }) => {
  await signIn(page)
  const pane = history(page)
  await figure(pane, 'stored').click()
  const bars = await readBars(pane)
  const [first, last] = [bars[0], bars.at(-1)]
  await pane
    .getByRole('list', { name: /^stored/ })
    .getByRole('link')
    .last()
    .click()
  await page.waitForURL(/\/logins\?from=.*&to=/)
  await expect(page.getByRole('button', { name: 'Change the filter time' })).toBeVisible()

  // What was sent in one hour may have been stored in the next: all hours together are exact.
  const search = new URLSearchParams({ from: timeOf(first, 'from'), to: timeOf(last, 'to') })
  await page.goto(`/logins?${search}`)
  const line = page.getByRole('region', { name: 'Filters' }).getByRole('status')
  await expect(line).toHaveText(`${sumOf(bars).toLocaleString('en-US')} logins`, {
    timeout: 30_000,
  })
})

test('bars of rejected messages lead to the runs that count them', async ({ page }) => {
  await signIn(page)
  const pane = history(page)
  await figure(pane, 'rejected').click()
  const bars = await readBars(pane)
  const at = bars.findLastIndex(({ count }) => count > 0)
  await pane
    .getByRole('list', { name: /^rejected/ })
    .getByRole('link')
    .nth(at)
    .click()
  await page.waitForURL(/\/runs\?from=/)
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
})

test('the arrow keys go through the bars, and the span is remembered', async ({ page }) => {
  await signIn(page)
  const pane = history(page)
  const links = pane.getByRole('list', { name: /^received/ }).getByRole('link')
  await links.last().focus()
  await page.keyboard.press('ArrowLeft')
  await expect(links.nth(-2)).toBeFocused()
  await expect(pane.locator('figcaption')).toContainText('received ·')
  await page.keyboard.press('Home')
  await expect(links.first()).toBeFocused()
  await page.keyboard.press('End')
  await expect(links.last()).toBeFocused()

  const height = (await pane.boundingBox())?.height
  await pane.getByRole('button', { name: '7 d', exact: true }).click()
  await expect(pane).toContainText('per 6 hours')
  expect((await pane.boundingBox())?.height).toBe(height)
  await reload(page)
  await expect(pane.getByRole('button', { name: '7 d', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  )
  await expect(pane).toContainText('per 6 hours')
  await pane.getByRole('button', { name: '24 h', exact: true }).click()
  await expect(pane).toContainText('per hour')
})

test('what the queue told is sampled, and unknown before anybody asked', async ({ page }) => {
  test.setTimeout(150_000)
  await signIn(page)
  const pane = history(page)
  await expect(async () => {
    await reload(page)
    await expect(figure(pane, 'depth')).toContainText(/^queue depth\s*\d/, { timeout: 2_000 })
  }).toPass({ timeout: 120_000 })
  await figure(pane, 'depth').click()
  const links = pane.getByRole('list', { name: /^queue depth/ }).getByRole('link')
  await expect(links.first()).toHaveAttribute('aria-label', /queue depth unknown$/)
})

test('the history is in sight at once, and fits a phone', async ({ page }) => {
  await signIn(page)
  await page.setViewportSize({ width: 1440, height: 900 })
  await expect(history(page).getByRole('heading')).toBeInViewport()
  await expect(page.getByRole('region', { name: 'Recent runs', exact: true })).toBeInViewport()
  expect(await violations(page, 'section[aria-label="History"]')).toEqual([])

  await page.setViewportSize({ width: 390, height: 844 })
  await history(page).scrollIntoViewIfNeeded()
  await expect(figure(history(page), 'stall')).toBeVisible()
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  const overflow = await history(page).evaluate((pane) => pane.scrollHeight - pane.clientHeight)
  expect(overflow).toBeLessThanOrEqual(0)
})

function history(page: Page): Locator {
  return page.getByRole('region', { name: 'History' })
}

function figure(pane: Locator, key: string): Locator {
  return pane.locator(`[data-history="${key}"]`)
}

async function readFigures(pane: Locator): Promise<Record<(typeof OUTCOMES)[number], number>> {
  const read = async (key: string) =>
    numberIn(await figure(pane, key).locator('span').nth(1).textContent())
  return {
    received: await read('received'),
    stored: await read('stored'),
    duplicates: await read('duplicates'),
    rejected: await read('rejected'),
    failed: await read('failed'),
  }
}

type Bar = { count: number; href: string }

/** What the bars say by their names, which end in `: 1,200 received`. */
async function readBars(pane: Locator): Promise<Bar[]> {
  const links = await pane
    .locator('figure ol a')
    .evaluateAll((all) =>
      all.map((link) => [link.getAttribute('aria-label') ?? '', link.getAttribute('href') ?? '']),
    )
  return links.map(([label = '', href = '']) => ({
    count: numberIn(label.slice(label.lastIndexOf(': ') + 2)),
    href,
  }))
}

function sumOf(bars: Bar[]): number {
  return bars.reduce((sum, { count }) => sum + count, 0)
}

function timeOf(bar: Bar | undefined, end: 'from' | 'to'): string {
  return new URL(bar?.href ?? '', 'http://console').searchParams.get(end) ?? ''
}

function numberIn(text: string | null): number {
  return Number(/[\d,]+/.exec(text ?? '')?.[0].replaceAll(',', ''))
}
