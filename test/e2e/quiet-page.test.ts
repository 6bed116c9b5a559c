import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { sendLogins } from './support/queue'
import { repeatLiveEvents } from './support/repeat-live-events'

ingestFirst(() => sendLogins(300))

/** Times in UTC would need no calendar. */
test.use({ timezoneId: 'Asia/Kolkata' })

/** Of what a page does once a second. */
const TICKS = 3

test('a list of times asks the browser for its zone once a second', async ({ page }) => {
  await page.addInitScript(countWork)
  // High enough for a hundred rows: those out of sight are not drawn.
  await page.setViewportSize({ width: 1440, height: 4_000 })
  await signIn(page, undefined, '/logins')
  await expect(page.locator('[data-row]').nth(10)).toBeAttached()
  const { made } = await workOf(page)
  expect(made).toBeLessThanOrEqual(2 * TICKS)
})

test('a live event does not write the bars of the history again', async ({ page }) => {
  await page.addInitScript(countWork)
  await page.addInitScript(repeatLiveEvents)
  await signIn(page)
  const history = page.getByRole('region', { name: 'History' })
  await expect(history.getByRole('listitem').nth(20)).toBeVisible()
  await page.evaluate(() => {
    window.hears = true
  })
  await expect.poll(() => page.evaluate(() => window.work?.frames ?? 0)).toBeGreaterThan(5)
  const { written, frames } = await workOf(page)
  expect(frames).toBeGreaterThan(TICKS)
  // Whoever draws it writes some 850 times. That it is renewed by itself meanwhile is no fault.
  expect(written / frames).toBeLessThan(400)
})

/** What a page does while its clock ticks some times. */
async function workOf(page: Page) {
  const ticks = () => page.evaluate(() => window.work?.ticks ?? 0)
  await expect.poll(ticks).toBeGreaterThan(1)
  await page.evaluate(() => {
    window.work = { ticks: 0, made: 0, written: 0, frames: 0 }
  })
  await expect.poll(ticks, { timeout: 30_000 }).toBeGreaterThanOrEqual(TICKS)
  return page.evaluate(() => ({ made: 0, written: 0, frames: 0, ...window.work }))
}

/** Runs in the page, before its scripts: counts what they do with times, and the live events they read. */
function countWork() {
  window.work = { ticks: 0, made: 0, written: 0, frames: 0 }
  const note = (what: 'ticks' | 'made' | 'written' | 'frames') => {
    if (window.work) window.work[what] += 1
  }
  const every = window.setInterval
  window.setInterval = ((act: () => void, ms?: number) =>
    every(() => {
      if (ms === 1_000) note('ticks')
      act()
    }, ms)) as typeof window.setInterval
  const { formatToParts } = Intl.DateTimeFormat.prototype
  Intl.DateTimeFormat.prototype.formatToParts = function (...of) {
    note('written')
    return formatToParts.apply(this, of)
  }
  Intl.DateTimeFormat = new Proxy(Intl.DateTimeFormat, {
    apply: (made, self, of) => {
      note('made')
      return Reflect.apply(made, self, of)
    },
    construct: (made, of) => {
      note('made')
      return Reflect.construct(made, of)
    },
  })
  const { parse } = JSON
  JSON.parse = (text, ...more) => {
    if (String(text).includes('"ledgerId"')) note('frames')
    return parse(text, ...more)
  }
}

declare global {
  interface Window {
    work?: { ticks: number; made: number; written: number; frames: number }
  }
}
