import { expect, type Locator, type Page, test } from '@playwright/test'
import { sampled } from '../support/runner/sampled'
import { ADMIN, complaints, signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { addFilter } from './support/pages/logins-page'
import { sendLogins } from './support/queue'
import { resize } from './support/resize'
import { FRAMED, fitsWholly, outside, SIZES } from './support/sizes'

test.describe.configure({ mode: 'serial' })

test('there is something to look at', async ({ page }) => {
  await sendLogins(1_200, 0, 0.3)
  await signIn(page)
  await ingestAll(page)
})

test('nothing sticks out, from a phone to a large screen, and no page scrolls as a whole', async ({
  page,
}) => {
  await signIn(page, ADMIN, '/devices')
  const device = await firstRow(page)
  await goTo(page, '/ips')
  const ip = await firstRow(page)
  const paths = ['/', '/logins', '/devices', `/devices/${device}`, '/ips', `/ips/${ip}`]
  paths.push('/rejected', '/runs', '/help', '/audit', '/settings/users')
  for (const path of sampled(paths, 5, 'pages in windows')) {
    await goTo(page, path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const [name, width, height] of SIZES) {
      await resize(page, width, height)
      const where = `${path} on ${name}`
      const fits = () => document.documentElement.scrollWidth <= innerWidth
      await expect.poll(() => page.evaluate(fits), where).toBe(true)
      await expect.poll(() => outside(page, 'body > * header :is(a, button)'), where).toEqual([])
    }
    if (!FRAMED.paths.includes(path)) continue
    for (const [name, width, height] of FRAMED.sizes) {
      await resize(page, width, height)
      await expect.poll(() => page.evaluate(fitsWholly), `${path} on ${name}`).toEqual([true, true])
    }
  }
})

test('a device’s page stacks on a phone, and its graph can be read', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 })
  await signIn(page, undefined, '/devices')
  await goTo(page, `/devices/${await firstRow(page)}`)
  const facts = page.getByRole('region', { name: 'About this device' })
  const timeline = page.getByRole('region', { name: 'Timeline' })
  for (const pane of [facts, timeline]) {
    expect((await pane.boundingBox())?.width ?? 0).toBeGreaterThan(380)
  }
  // What has no room is left out rather than cut to a letter; what belongs together stays on one line.
  await expect(page.locator('header').getByText('all shared devices')).toBeHidden()
  const zooms = ['Zoom out', 'Zoom in', 'Fit the graph'].map((name) =>
    page.getByRole('button', { name }).boundingBox(),
  )
  const find = await page.getByRole('searchbox', { name: 'Find in the graph' }).boundingBox()
  for (const box of await Promise.all(zooms)) {
    expect(Math.abs((box?.y ?? 0) - (find?.y ?? Number.NaN))).toBeLessThan(8)
  }
  const label = page.locator('[data-node] text').first()
  await label.scrollIntoViewIfNeeded()
  expect((await label.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(10)
})

test('a high-contrast theme shows what is current, how far it is, and what can be pressed', async ({
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await signIn(page, undefined, '/logins')
  const [current, other] = [
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Logins' }),
    page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Runs' }),
  ]
  expect(await style(current, 'borderTopColor')).not.toBe(await style(other, 'borderTopColor'))
  const button = page.getByRole('button', { name: 'Export CSV' })
  // The one of the skeleton, whose place the page's takes, may have no style any more.
  await expect(button).toHaveCSS('border-top-style', 'solid')
  const [ground, bar] = [
    await page.evaluate(() => getComputedStyle(document.body).backgroundColor),
    await style(page.locator('[data-bar]').last(), 'backgroundColor'),
  ]
  expect(bar).not.toBe(ground)

  await goTo(page, '/')
  const filled = page.getByRole('button', { name: 'Ingest now' })
  // Else the browser paints the page's ground behind its text, which is drawn for the button's.
  expect(await style(filled, 'forcedColorAdjust')).toBe('none')
  expect(await style(filled, 'color')).not.toBe(await style(filled, 'backgroundColor'))
})

test('a device and a list are printed whole, light and without the frame', async ({ page }) => {
  await signIn(page, ADMIN, '/devices')
  const device = await firstRow(page)
  await goTo(page, '/logins')
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
  const rows = Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await expect(page.locator('tr[data-row]')).toHaveCount(rows)
  await expect(page.locator('aside').first()).toBeHidden()
  await expect(page.getByRole('contentinfo')).toBeHidden()
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  expect(height).toBeGreaterThan(rows * 24)
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe(
    'rgb(255, 255, 255)',
  )

  await page.emulateMedia({ media: 'screen' })
  await goTo(page, `/devices/${device}`)
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('tabpanel')).toHaveCount(3)
  await expect(page.getByRole('region', { name: 'Users', exact: true })).toBeVisible()
  // Nothing to press.
  await expect(page.getByRole('button', { name: 'Reveal…' })).toBeHidden()
})

test('panes, pages and filters are reached by keys', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, ADMIN, '/logins')
  await expect(page.locator('tr[data-row]').first()).toBeVisible()
  const seen = new Set<string>()
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press('F6')
    seen.add(await page.evaluate(paneOfFocus))
  }
  for (const pane of ['Filters', 'Stored logins', 'Pages of the list']) {
    expect([...seen]).toContain(pane)
  }
  await page.keyboard.press('Shift+F6')

  const first = await page.locator('tr[data-row]').first().getAttribute('data-row')
  await page.keyboard.press('n')
  await page.waitForURL(/at=n/)
  await expect(page.locator('tr[data-row]').first()).not.toHaveAttribute('data-row', first ?? '')
  await page.keyboard.press('p')
  await expect(page.locator('tr[data-row]').first()).toHaveAttribute('data-row', first ?? '')

  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('e')])
  expect(download.suggestedFilename()).toMatch(/\.csv$/)
  expect(found).toEqual([])
})

test('what was pressed keeps the focus: a heading, and a way to another page', async ({ page }) => {
  await signIn(page, ADMIN, '/logins')
  const rows = page.locator('tr[data-row]')
  await expect(rows.first()).toBeVisible()
  const pane = page.getByRole('region', { name: 'Stored logins' })
  await pane.evaluate((element) => element.scrollTo({ top: 400 }))
  await pressEnter(page, page.getByRole('columnheader').getByRole('link', { name: 'User' }))
  await page.waitForURL(/sort=user_id/)
  await expect(page.getByRole('columnheader', { name: 'User' })).toHaveAttribute('aria-sort', /./)
  await expect(page.getByRole('columnheader').getByRole('link', { name: 'User' })).toBeFocused()
  await expect.poll(() => pane.evaluate(({ scrollTop }) => scrollTop)).toBe(0)

  const pager = page.getByRole('navigation', { name: 'Pages of the list' })
  await pressEnter(page, pager.getByRole('link', { name: 'Next' }))
  await page.waitForURL(/at=n/)
  await expect(pager.getByRole('link', { name: 'Previous' })).toBeVisible()
  await expect(pager.getByRole('link', { name: 'Next' })).toBeFocused()
  // The last page has no next one: the way back is what is left.
  await pressEnter(page, pager.getByRole('link', { name: 'Last' }))
  await expect(pager.getByRole('button', { name: 'Next' })).toBeDisabled()
  await expect(pager.getByRole('link', { name: 'Previous' })).toBeFocused()

  await goTo(page, '/devices')
  await pressEnter(page, page.getByRole('columnheader').getByRole('link', { name: 'Logins' }))
  await page.waitForURL(/sort=logins/)
  await expect(page.getByRole('columnheader', { name: 'Logins' })).toHaveAttribute('aria-sort', /./)
  await expect(page.getByRole('columnheader').getByRole('link', { name: 'Logins' })).toBeFocused()
})

test('an exact version is chosen by keys', async ({ page }) => {
  await signIn(page, ADMIN, '/logins')
  await addFilter(page, 'version')
  await expect(page.getByLabel('From')).toBeFocused()
  const versions = page.getByRole('listbox', { name: 'Versions' }).getByRole('option')
  await expect(versions.first()).toBeVisible()
  const second = await versions.nth(1).locator('span').first().textContent()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await page.waitForURL((url) => url.searchParams.get('app_version') === second?.trim())
})

test('a menu is walked by keys and gives the focus back', async ({ page }) => {
  await signIn(page, ADMIN)
  const opener = page.getByRole('contentinfo').getByRole('button', { name: ADMIN.email })
  await opener.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitemradio', { name: 'As the system' })).toBeFocused()
  await page.keyboard.press('End')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await page.keyboard.press('d')
  await expect(page.getByRole('menuitemradio', { name: 'Dark' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toHaveCount(0)
  await expect(opener).toBeFocused()
})

test('words are explained one click away, without leaving the console', async ({ page }) => {
  await signIn(page)
  await page.getByRole('link', { name: 'What “in flight” means' }).click()
  await page.waitForURL('**/help#in-flight')
  await expect(page.locator('#in-flight')).toBeInViewport()
  const links = await page
    .locator('main a')
    .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).origin))
  expect(new Set(links)).toEqual(new Set([new URL(page.url()).origin]))
})

async function pressEnter(page: Page, on: Locator) {
  await on.focus()
  await page.keyboard.press('Enter')
}

async function firstRow(page: Page): Promise<string> {
  const row = page.locator('tbody tr').first()
  return (await row.getAttribute('data-row')) ?? ''
}

function style(of: ReturnType<Page['locator']>, property: string): Promise<string> {
  return of.evaluate((element, name) => getComputedStyle(element)[name as 'color'], property)
}

function paneOfFocus(): string {
  const pane = document.activeElement?.closest('[aria-label]:is(section, nav, aside), header')
  return pane?.getAttribute('aria-label') ?? ''
}
