import { setTimeout as sleep } from 'node:timers/promises'
import { expect, type Page, type Request, test } from '@playwright/test'
import { REFUSED_REQUEST } from '@/lib/model/answers/refused-request'
import { ADMIN, complaints, OPERATOR, signIn, signInByForm } from './support/accounts'
import { PASSPHRASE, REASON } from './support/admin'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { sendBodies } from './support/queue'
import { whileStopped } from './support/suspend'
import { translate } from './support/translate'

const DEVICE = `dv1_000000_${'0'.repeat(32)}`
const pages = (page: Page) => page.getByRole('navigation', { name: 'Pages' })

test('a click without a network says so in place, and goes on when it is back', async ({
  page,
  context,
}) => {
  await signIn(page)
  await context.setOffline(true)
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect(page.getByText('The page you asked for will open when it is.')).toBeVisible()
  await expect(pages(page)).toBeVisible()
  await context.setOffline(false)
  await page.waitForURL('**/runs')
  await expect(page.getByText('The page you asked for')).toHaveCount(0, { timeout: 20_000 })
  await expect(page.getByText(/on this page, newest first|No run yet/)).toBeVisible()
})

test.describe('with the service worker', () => {
  test.use({ serviceWorkers: 'allow' })

  test('a page that is loaded without a network tries again in the console’s look', async ({
    page,
    context,
  }) => {
    await signIn(page)
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
    await expect
      .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null))
      .toBe(true)
    await context.setOffline(true)
    // A worker that the browser has just started again may still have a network.
    await expect(async () => {
      await page.goto('/runs?at=x')
      const said = 'Veilgate is not reachable. Trying again…'
      await expect(page.getByRole('heading')).toHaveText(said, { timeout: 2_000 })
    }).toPass({ timeout: 60_000 })
    await expect(page.getByRole('button', { name: 'Try now' })).toBeVisible()
    expect(new URL(page.url()).pathname).toBe('/runs')
    expect(await page.evaluate(() => caches.keys())).toEqual([])
    await context.setOffline(false)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runs')
  })
})

test('what is on its way shows at once', async ({ page }) => {
  await signIn(page, OPERATOR, '/devices')
  await slow(page)
  await page.getByRole('link', { name: 'At least 3 users' }).click()
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toBeVisible()
  await page.waitForURL(/users=3/)
  await expect(page.getByRole('progressbar', { name: 'Loading' })).toHaveCount(0)
})

test('a page’s skeleton stands at once, with its title', async ({ page }) => {
  const fetchedAhead = watchFetchedAhead(page)
  await signIn(page, ADMIN)
  await fetchedAhead('/runs')
  await fetchedAhead('/audit')
  await slow(page)
  for (const [name, label, piece] of [
    ['Runs', 'Loading the runs', 'Balance'],
    ['Audit log', 'Loading the audit log', 'Outcome'],
  ] as const) {
    const skeleton = page.getByRole('status', { name: label })
    await pages(page).getByRole('link', { name }).click()
    await expect(skeleton).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
    await expect(page.getByText(piece, { exact: true }).first()).toBeVisible()
    await expect(skeleton).toHaveCount(0)
  }
})

test('a link that is copied before its page is there stays until another page is', async ({
  page,
}) => {
  const fetchedAhead = watchFetchedAhead(page)
  await signIn(page)
  await fetchedAhead('/runs')
  await slow(page)
  const skeleton = page.getByRole('status', { name: 'Loading the runs' })
  const notice = page.getByRole('region', { name: 'Link', exact: true })
  await pages(page).getByRole('link', { name: 'Runs' }).click()
  await expect(skeleton).toBeVisible()
  await page.getByRole('button', { name: 'Copy link', exact: true }).click()
  await notice.getByLabel('The link').focus()
  await expect(skeleton).toHaveCount(0)
  await expect(notice.getByLabel('The link')).toHaveValue(/\/runs$/)
  await pages(page).getByRole('link', { name: 'Devices' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Devices')
  await expect(notice).toHaveCount(0)
})

test('the frame stays while the database is away', async ({ page }) => {
  await signIn(page, OPERATOR, '/runs')
  await whileStopped('postgres', async () => {
    await page.reload()
    await expect(page.getByText('The database does not answer.')).toBeVisible({ timeout: 30_000 })
    await expect(pages(page)).toBeVisible()
    await expect(page.getByRole('contentinfo')).toContainText(OPERATOR.email)
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Copy the detail' })).toBeVisible()
  })
  await expect(page.getByText(/on this page, newest first|No run yet/)).toBeVisible({
    timeout: 60_000,
  })
})

test('whoever is signed out is told why, and finds what was being written', async ({
  page,
  browser,
  baseURL,
}) => {
  await signInByForm(page, ADMIN, '/reveal')
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  const elsewhere = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  await signInByForm(elsewhere, ADMIN, '/settings/account')
  await elsewhere.getByRole('button', { name: 'End all other sessions' }).click()

  await page.waitForURL('**/sign-in?next=%2Freveal', { timeout: 60_000 })
  await expect(page.getByRole('status')).toHaveText(
    'You were signed out from another of your sessions. Sign in to continue where you were.',
  )
  const kept = await page.evaluate(() => JSON.stringify({ ...sessionStorage }))
  expect(kept).toContain(REASON)
  expect(kept).not.toContain(PASSPHRASE)
  await signInOnPage(page, ADMIN)
  await page.waitForURL('**/reveal')
  await expect(page.getByLabel('Reason')).toHaveValue(REASON)
  await expect(page.getByLabel('Vault passphrase')).toHaveValue('')

  await page.getByRole('contentinfo').getByRole('button', { name: ADMIN.email }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  expect(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).not.toContain(REASON)
  await expect(page.getByText('You were signed out')).toHaveCount(0)
  await elsewhere.context().close()
})

test('a dialog stays until its answer is there, and says why the console did nothing', async ({
  page,
}) => {
  await signIn(page, ADMIN, '/settings/users')
  let answer = () => {}
  const isDue = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/settings/users', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    await isDue
    await route.fulfill({ status: 503, contentType: 'text/plain', body: REFUSED_REQUEST.full })
  })
  await page.getByRole('button', { name: 'Add a person…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a person' })
  await dialog.getByLabel('E-mail address').fill('somebody@example.com')
  await dialog.getByRole('button', { name: 'Add 1 person' }).click()
  await expect(dialog.getByRole('button', { name: 'Add 1 person' })).toHaveAttribute(
    'aria-busy',
    'true',
  )
  for (const name of ['Cancel', 'Close']) {
    await expect(dialog.getByRole('button', { name })).toBeDisabled()
  }
  await page.keyboard.press('Escape')
  await page.mouse.click(5, 5)
  await expect(dialog).toBeVisible()
  await expect(dialog.getByRole('status')).toHaveText('Waiting for the server…')
  const mayBeClosed = page.evaluate(closableWithAnswer)
  answer()
  await expect(dialog.getByRole('alert')).toHaveText(REFUSED_REQUEST.full)
  expect(await mayBeClosed).toBe(true)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

/** Whether the dialog of a page may be closed as soon as its answer is there. */
function closableWithAnswer(): Promise<boolean> {
  return new Promise((resolve) => {
    new MutationObserver((_, observer) => {
      const dialog = document.querySelector('[role="dialog"], dialog')
      if (!dialog?.querySelector('[role="alert"]')?.textContent) return
      observer.disconnect()
      resolve(dialog.querySelector<HTMLButtonElement>('[aria-label="Close"]')?.disabled === false)
    }).observe(document.body, { childList: true, subtree: true, characterData: true })
  })
}

test('a page that the browser translates goes on, and its figures stay true', async ({
  page,
  context,
}) => {
  const found = complaints(page)
  await signIn(page)
  await page.evaluate(translate)
  expect(await page.locator('font').count()).toBeGreaterThan(10)
  await sendBodies(['{"translated": 1}', '{"translated": 2}', '{"translated": 3}'])
  const plain = await context.newPage()
  await goTo(plain, '/')
  await ingestAll(plain)
  const figures = async (at: Page) => {
    const panes = [
      at.getByRole('region', { name: 'Ledger and recent runs' }),
      at.getByRole('contentinfo'),
    ]
    const texts = await Promise.all(panes.map((pane) => pane.textContent()))
    return texts.join(' ').replace(/\d+ \w+ ago|just now|database \d+ ms/g, '')
  }
  await expect(async () => expect(await figures(page)).toBe(await figures(plain))).toPass()
  await page.getByRole('link', { name: 'Runs' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Runs')
  // What was translated before its script ran is rendered anew, and React says so.
  expect(found.filter((line) => !line.includes('React error #418'))).toEqual([])
})

test('a tab from before an update reloads, but not over what is being written', async ({
  page,
}) => {
  await signIn(page, ADMIN, '/reveal?tokens=')
  await page.getByLabel('Tokens', { exact: true }).fill(DEVICE)
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await forgetActions(page)
  await page.getByRole('button', { name: /^Reveal \d/ }).click()
  await expect(page.getByText('Nothing was done: Veilgate was updated')).toBeVisible()
  await page.unroute('**/*')
  await page.getByRole('button', { name: 'Reload' }).click()
  await expect(page.getByLabel('Reason')).toHaveValue(REASON)

  await goTo(page, '/')
  await forgetActions(page)
  const loaded = page.waitForEvent('load')
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await loaded
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview')
})

/** @returns a function that waits until what the router fetches ahead, of this path too, is there. */
function watchFetchedAhead(page: Page): (path: string) => Promise<void> {
  const seen = new Set<string>()
  const awaited = new Set<Request>()
  let lastAtMs = 0
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch'] === undefined) return
    seen.add(new URL(request.url()).pathname)
    awaited.add(request)
  })
  const settle = (request: Request) => {
    if (awaited.delete(request)) lastAtMs = Date.now()
  }
  page.on('requestfinished', settle)
  page.on('requestfailed', settle)
  return async (path) => {
    await expect
      .poll(() => seen.has(path) && awaited.size === 0 && Date.now() - lastAtMs > 1_000)
      .toBe(true)
  }
}

/** Delays what the router asks for, but not what it fetches ahead. */
async function slow(page: Page) {
  await page.route('**/*', async (route) => {
    const headers = route.request().headers()
    if (headers.rsc !== undefined && headers['next-router-prefetch'] === undefined) {
      await sleep(2_000)
    }
    await route.continue()
  })
}

/** Answers each server action as another build does, which has it under another name. */
async function forgetActions(page: Page) {
  await page.route('**/*', (route) =>
    route.request().headers()['next-action'] === undefined
      ? route.continue()
      : route.fulfill({
          status: 404,
          headers: { 'x-nextjs-action-not-found': '1', 'content-type': 'text/plain' },
          body: 'Server action not found.',
        }),
  )
}

async function signInOnPage(page: Page, account: typeof ADMIN) {
  await page.getByLabel('E-mail address').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
