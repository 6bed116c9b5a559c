import { expect, type Page, test } from '@playwright/test'
import { sampled } from '../support/runner/sampled'
import { ADMIN, signIn } from './support/accounts'
import { findToken } from './support/admin'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { sendLogins } from './support/queue'
import { fitsWholly } from './support/sizes'
import { THEME_NAMES, violations } from './support/violations'

test.setTimeout(600_000)

test('every page stays in its frame, and it and all that opens on it is accessible', async ({
  page,
}) => {
  await sendLogins(300, 0.02, 0.3)
  await signIn(page, ADMIN)
  await ingestAll(page)
  const seen = new Set<string>()
  const main = await hrefs(page, 'nav[aria-label="Pages"] a')
  const paths = new Set([...main, ...STATES])
  // A third of them at each change: most of the time goes there.
  const looked = sampled([0, 1, 2], 1, 'pages')
  let visited = 0
  for (const path of paths) {
    await goTo(page, path)
    await expect(page.getByRole('contentinfo')).toContainText(/database \d+ ms/)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    // What is added is come to in its turn.
    if (main.includes(path)) for (const to of await below(page)) paths.add(to)
    expect(await page.evaluate(fitsWholly), path).toEqual([true, true])
    visited += 1
    if (!looked.includes(visited % 3)) continue
    expect(await violations(page), path).toEqual([])
    for (const name of await openers(page)) {
      // The frame's are the same on every page.
      if (seen.has(name)) continue
      seen.add(name)
      const opener = page.locator(OPENERS).and(page.locator(`[data-opener="${name}"]`))
      await opener.click()
      await expect(page.locator(OPENED).first()).toBeVisible()
      expect(await violations(page, OPENED), `${path}: ${name}`).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.locator(OPENED)).toHaveCount(0)
    }
  }
})

test('each editor of a filter is accessible', async ({ page }) => {
  await signIn(page, ADMIN, '/logins')
  const choices = async () => {
    // Keys are heard as soon as the page's script runs.
    await expect(async () => {
      if ((await page.getByRole('dialog').count()) === 0) await page.keyboard.press('/')
      await expect(page.getByRole('option').first()).toBeVisible({ timeout: 1_000 })
    }).toPass()
    return page.getByRole('option').allInnerTexts()
  }
  const fields = await choices()
  expect(fields.length).toBeGreaterThan(5)
  for (const [at, field] of fields.entries()) {
    if (at > 0) await choices()
    await page.getByRole('option').nth(at).click()
    await expect(page.getByRole('dialog', { name: 'Add a filter' })).toBeVisible()
    expect(await violations(page, OPENED), field).toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
})

test('the inspectors are accessible', async ({ page }) => {
  await signIn(page, ADMIN, '/reveal/find')
  // It is on record: the log has a row.
  await findToken(page, 'IP', '198.51.100.1')
  for (const path of ['/logins', '/rejected', '/audit']) {
    await goTo(page, path)
    await page.locator('[data-row] time').first().click()
    await expect(page.locator('main aside')).toBeVisible()
    expect(await violations(page, 'main aside'), path).toEqual([])
  }
})

test('one row in colours that cannot be read is found among others, in each theme', async ({
  page,
}) => {
  const rows = '<li><span>a row</span></li>'.repeat(4)
  const look = async (css: string) => {
    const head = `<title>Rows</title><style>${TWO_THEMES} ${css}</style>`
    await page.setContent(
      `<html lang="en">${head}<main><h1>Rows</h1><ul>${rows}</ul></main></html>`,
    )
    return (await violations(page, undefined, THEME_NAMES)).map((found) => found.split(': <')[0])
  }
  expect(await look('')).toEqual([])
  expect(
    await look('@media (prefers-color-scheme: light) { li:nth-child(3) { color: #ddd } }'),
  ).toEqual(['light: color-contrast'])
  expect(
    await look('@media (prefers-color-scheme: dark) { li:nth-child(3) { color: #333 } }'),
  ).toEqual(['dark: color-contrast'])
})

const TWO_THEMES = `body { background: white; color: black }
  @media (prefers-color-scheme: dark) { body { background: black; color: white } }`

/** Pages that nothing leads to, and pages that look otherwise for what they are asked. */
const STATES = [
  '/settings/account',
  '/no-such-page',
  '/users/nobody-of-that-name',
  '/logins?device_type=ios&range=24h',
  '/logins?device_type=nothing&locale_not=',
  '/logins?risk=any&risk_min=10&sort=risk',
  '/logins?device_type=nothing',
  '/logins?split=locale',
  '/logins?range=24h&compare=before',
  '/devices?users=90000',
  '/devices?active=7&recent=2&new=30',
  '/ips?token=0000&assignee=me',
]

/** Buttons that open a menu, a dialog or a popper. */
const OPENERS = '[aria-haspopup]:not(:disabled)'
const OPENED = '[role="dialog"], [role="alertdialog"], [role="menu"]'

/** The pages that the tabs of a page lead to, and one of each kind below it. */
async function below(page: Page): Promise<string[]> {
  const tabs = await hrefs(page, 'main nav a[href^="/"]')
  const rows = await hrefs(page, 'main tbody a[href]')
  const first = rows.filter((to) => /^\/(?:devices|ips|runs)\/[^?]+$/.test(to)).slice(0, 1)
  return [...tabs.filter((to) => !to.includes('?')), ...first]
}

function hrefs(page: Page, selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
}

/** Marks what opens something, one of each kind: those that differ by a person or a token are one. */
function openers(page: Page): Promise<string[]> {
  return page.locator(OPENERS).evaluateAll((buttons) => {
    const kinds = new Set<string>()
    for (const button of buttons) {
      if (button.getClientRects().length === 0) continue
      const words = (button.getAttribute('aria-label') ?? button.textContent ?? '').split(/\s+/)
      const kind = words
        .filter((word) => !/[@_\d"“”]/.test(word))
        .join(' ')
        .trim()
      if (kinds.has(kind)) continue
      kinds.add(kind)
      button.setAttribute('data-opener', kind)
    }
    return [...kinds]
  })
}
