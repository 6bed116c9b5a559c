import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { drain, filters, ids } from './support/pages/logins-page'
import { sendLogins } from './support/queue'

ingestFirst(() => sendLogins(300))

test('the chart is read, marked, zoomed and stepped by keys, and leads back', async ({ page }) => {
  await signIn(page, undefined, '/logins?range=24h')
  const chart = chartOf(page)
  const last = (await chart.getAttribute('aria-valuetext')) ?? ''
  expect(last).toMatch(/^[\d,]+ logins?, \w{3}, \w{3} \d+/)
  await chart.focus()
  // The keys are heard as soon as the chart's code runs.
  await expect(async () => {
    await page.keyboard.press('ArrowLeft')
    expect(await chart.getAttribute('aria-valuetext')).not.toBe(last)
  }).toPass()
  await page.keyboard.press('Shift+ArrowLeft')
  await page.keyboard.press('Enter')
  await page.waitForURL(/from=.*to=/)
  expect(new URL(page.url()).searchParams.has('range')).toBe(false)
  const zoomed = spanOf(page)
  await expect(chart).toBeFocused()
  await page.keyboard.press('-')
  await expect.poll(() => spanOf(page)).not.toBe(zoomed)
  const back = page.getByRole('button', { name: 'Back to the time before' })
  await expect(back).toBeEnabled()
  await back.click()
  await expect.poll(() => spanOf(page)).toBe(zoomed)
  await expect(back).toBeEnabled()
  await back.click()
  await page.waitForURL(/range=24h/)
  await page.getByRole('button', { name: 'Earlier by the time shown' }).click()
  await page.waitForURL(/from=.*to=/)
})

test('the bar under the pointer is the one that is lit, after others came, too', async ({
  page,
}) => {
  await signIn(page, undefined, '/logins?range=7d')
  const chart = chartOf(page)
  const lit = chart.locator('[data-lit]')
  const box = await chart.boundingBox()
  if (box === null) throw new Error('The chart has no place.')
  const at = (share: number) => box.x + share * box.width
  const y = box.y + box.height / 2
  await expect(async () => {
    await page.mouse.move(at(0.2), y)
    await page.mouse.move(at(0.3), y)
    await expect(lit).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  await page.mouse.down()
  await page.mouse.move(at(0.5), y)
  await page.mouse.move(at(0.7), y)
  await page.mouse.up()
  await page.waitForURL(/from=.*to=/)
  await expect(lit).toHaveCount(1)
  const [bar, now] = [await lit.boundingBox(), await chart.boundingBox()]
  // Beside smaller numbers the chart is wider: the pointer's place is a share of it.
  const pointed = (now?.x ?? 0) + 0.7 * (now?.width ?? 0)
  expect(bar?.x).toBeLessThanOrEqual(pointed + 2)
  expect((bar?.x ?? 0) + (bar?.width ?? 0)).toBeGreaterThanOrEqual(pointed - 2)
})

test('the chart is split, and its legend adds up to the count and filters', async ({ page }) => {
  await signIn(page, undefined, '/logins?view=all')
  const menu = page.getByRole('dialog', { name: 'Split or compare the chart' })
  await expect(async () => {
    await page.getByRole('button', { name: 'Split or compare the chart' }).click()
    await expect(menu).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await menu.getByRole('button', { name: 'by device type' }).click()
  await page.waitForURL(/split=device_type/)
  const legend = page.getByRole('list', { name: 'Parts of the chart' })
  await expect(legend).toBeVisible()
  const told = (await chartOf(page).getAttribute('aria-label')) ?? ''
  const total = numberIn(/: ([\d,]+) in all/.exec(told)?.[1])
  const parts = await legend.getByRole('listitem').allInnerTexts()
  const sum = parts.reduce((all, text) => all + numberIn(/([\d,]+)\s*$/.exec(text)?.[1]), 0)
  expect(sum).toBe(total)
  await legend.getByRole('button', { name: /^ios/ }).click()
  await page.waitForURL(/device_type=ios/)
  await expect(legend.getByRole('button', { name: /^ios/ })).toHaveAttribute('aria-pressed', 'true')
})

test('a live list shows new logins on top, and stops where its order is another', async ({
  page,
}) => {
  await signIn(page, undefined, '/logins?view=all')
  await page.mouse.move(0, 0)
  const [before] = await ids(page)
  const live = page.getByRole('button', { name: 'Live' })
  await expect(async () => {
    if ((await live.getAttribute('aria-pressed')) !== 'true') await page.keyboard.press('l')
    await expect(live).toHaveAttribute('aria-pressed', 'true', { timeout: 1_000 })
  }).toPass()
  await sendLogins(5)
  await drain(page)
  await page.bringToFront()
  await expect.poll(async () => (await ids(page)).indexOf(before), { timeout: 30_000 }).toBe(5)
  const counted = async () =>
    numberIn(
      (
        await filters(page)
          .getByText(/^[\d,]+ logins$/)
          .textContent()
      )?.split(' ')[0],
    )
  const then = await counted()
  // The rows went on without the count: it says so, and catches up when it is asked to.
  await filters(page)
    .getByRole('button', { name: /^as of \d\d:\d\d:\d\d/ })
    .click()
  await expect.poll(counted).toBeGreaterThanOrEqual(then + 5)
  await expect(live).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('columnheader', { name: 'User' }).getByRole('link').click()
  await expect(live).toHaveAttribute('aria-pressed', 'false')
  await expect(page.getByText(/Not live: the list has to be sorted by time/)).toBeVisible()
})

function chartOf(page: Page) {
  return page.getByRole('slider', { name: /^Logins over time/ })
}

function spanOf(page: Page): string {
  const { searchParams } = new URL(page.url())
  return `${searchParams.get('from')} ${searchParams.get('to')}`
}

function numberIn(text = ''): number {
  return Number(text.replaceAll(',', ''))
}
