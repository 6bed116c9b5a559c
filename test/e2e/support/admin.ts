import { expect, type Page } from '@playwright/test'
import { ingestAll, toOverview } from './ingest-all'
import { goTo } from './pages/go-to'
import { sendBodies } from './queue'

/** What the vault of the console under test opens to; see playwright.config.ts. */
export const PASSPHRASE = 'a passphrase for the browser tests'
export const REASON = 'A customer reported a stolen phone'

/** Originals that only these tests send. What is searched for must be found nowhere else. */
export const CANARY = { ip: '198.51.100.213', device: '918-27-3645', user: 'canary-person' }
const BAD_BODY = `{"user_id": "canary-rejected", "ip": "999.1.1.1", "device_id": "918-27-3646"}`

/** Stores a login with the canaries, and a message that is none; once is enough. */
export async function storeCanaries(page: Page) {
  const login = {
    user_id: CANARY.user,
    app_version: '2.3.0',
    device_type: 'ios',
    locale: 'DE',
    ip: CANARY.ip,
    device_id: CANARY.device,
  }
  await sendBodies([JSON.stringify(login), BAD_BODY])
  await toOverview(page)
  await ingestAll(page)
}

/** Asks for the token of an original. */
export async function findToken(page: Page, kind: 'IP' | 'Device id', original: string) {
  if (!(await isFresh(page, '/reveal/find'))) await goTo(page, '/reveal/find')
  await page.getByRole('radio', { name: kind }).click()
  await page.getByRole('textbox', { name: 'Original' }).fill(original)
  await page.getByLabel('Reason').fill(REASON)
  await page.getByRole('button', { name: 'Find its token' }).click()
  const found = page.getByRole('region', { name: 'Found' })
  await expect(found).toContainText('masked as')
  const token = /(?:ip1|dv1)_[0-9a-f]{6}_[0-9a-f]{32}/.exec(await found.innerHTML())?.[0]
  expect(token).toBeDefined()
  return token as string
}

/** Nothing was done yet on the page that is wanted. */
async function isFresh(page: Page, path: string): Promise<boolean> {
  if (new URL(page.url()).pathname !== path) return false
  return (await page.getByRole('region', { name: 'Found' }).count()) === 0
}

/** Fills in the form and sends it. */
export async function reveal(page: Page, tokens: string[], passphrase = PASSPHRASE) {
  await fillReveal(page, tokens, passphrase)
  await sendReveal(page)
}

/** Fills in the form. */
export async function fillReveal(page: Page, tokens: string[], passphrase = PASSPHRASE) {
  await goTo(page, `/reveal?tokens=${tokens.join(',')}`)
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(passphrase)
}

/** Sends the form. */
export async function sendReveal(page: Page) {
  await page.getByRole('button', { name: /^Reveal \d/ }).click()
}

/** All that a page holds that outlives a look at it. */
export async function remains(page: Page): Promise<string> {
  return page.evaluate(() =>
    JSON.stringify([
      document.documentElement.outerHTML,
      [...document.querySelectorAll('input, textarea')].map(
        (field) => 'value' in field && field.value,
      ),
      location.href,
      history.state,
      document.title,
      { ...localStorage },
      { ...sessionStorage },
      document.cookie,
      performance.getEntriesByType('resource').map(({ name }) => name),
    ]),
  )
}
