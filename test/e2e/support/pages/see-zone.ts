import { type Browser, expect, type Page, test } from '@playwright/test'
import { PREFERENCE } from '@/lib/model/preferences'
import { signIn } from '../accounts'
import { ingestAll } from '../ingest-all'
import { sendLogins } from '../queue'
import { expectSum } from './sums'

/** Declares a test for each zone: a browser there sees all logins. */
export function testZones(zones: readonly string[]) {
  test.beforeAll(({ browser }) => storeForZones(browser))
  for (const zone of zones) {
    test(`a browser in ${zone} sees all logins, whichever zone its cookie names`, async ({
      browser,
      baseURL,
    }) => {
      test.setTimeout(360_000)
      await seeZone(browser, zone, baseURL)
    })
  }
}

/** Stores what is looked at. */
async function storeForZones(browser: Browser) {
  const page = await (await browser.newContext()).newPage()
  await sendLogins(1_500, 0.01, 0.2)
  await signIn(page)
  await ingestAll(page)
  await page.context().close()
}

/** A browser in a zone sees all logins, in ranges of every kind, whichever zone its cookie names. */
async function seeZone(browser: Browser, zone: string, baseURL: string | undefined) {
  const context = await browser.newContext({ timezoneId: zone, locale: 'en-GB' })
  const page = await context.newPage()
  await setZone(page, 'Europe/Berlin', baseURL)
  // Days are what zones disagree on: hours of most begin alike.
  await signIn(page, undefined, '/logins?range=90d')
  await expectSum(page)
  await expect.poll(async () => sameZone(await keptZone(page), zone)).toBe(true)
  // That page has corrected the cookie: others are asked for with the right one.
  for (const range of ['7d', '24h']) {
    await page.goto(`/logins?range=${range}`)
    await expectSum(page)
  }
  await setZone(page, 'none')
  await page.goto('/logins?range=90d')
  await expectSum(page)
  await expect.poll(async () => sameZone(await keptZone(page), zone)).toBe(true)
  await context.close()
}

/** What the browser's own zone calls the other. */
function sameZone(one: string, other: string): boolean {
  const canonical = (timeZone: string) =>
    new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone
  return one !== '' && canonical(one) === canonical(other)
}

async function setZone(page: Page, zone: string, url = page.url()) {
  const context = page.context()
  await context.clearCookies({ name: PREFERENCE.timeZone })
  if (zone === 'none') return
  const { origin } = new URL(url)
  const value = encodeURIComponent(zone)
  await context.addCookies([{ name: PREFERENCE.timeZone, value, url: origin }])
}

async function keptZone(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return decodeURIComponent(cookies.find(({ name }) => name === PREFERENCE.timeZone)?.value ?? '')
}
