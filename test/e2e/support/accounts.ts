import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test'
import type { Role } from '../../../lib/model/permissions'
import { untilHydrated } from '../../support/browser/hydrated'

/** The accounts that the console under test was started with. */
export const ADMIN = {
  email: 'admin@example.com',
  password: 'kite over the harbour',
  role: 'admin' as Role,
}
export const OPERATOR = {
  email: 'operator@example.com',
  password: 'lamp beside the window',
  role: 'operator' as Role,
}

type Account = Pick<typeof OPERATOR, 'email' | 'password'>
type Cookies = Parameters<BrowserContext['addCookies']>[0]

const sessions = new Map<string, Cookies>()

/** Goes to a page as somebody who is signed in; the form is filled in once per account. */
export async function signIn(page: Page, account = OPERATOR, path = '/'): Promise<void> {
  const session = sessions.get(account.email)
  if (session === undefined) {
    // In a tab of its own: the test may have its hand on this one, or ask for what leads on elsewhere.
    const tab = await page.context().newPage()
    await signInByForm(tab, account, '/settings/account')
    await tab.close()
    sessions.set(account.email, await page.context().cookies())
  } else {
    await page.context().addCookies(session)
  }
  await page.goto(path)
  // A session ends when it is not used for a while: another begins.
  if (new URL(page.url()).pathname === '/sign-in') {
    sessions.delete(account.email)
    return signIn(page, account, path)
  }
  await expectReady(page, account)
}

/** Signs in by the form, which begins a session of its own, and waits for the page asked for. */
export async function signInByForm(page: Page, account: Account, path: string) {
  await page.goto(`/sign-in?next=${encodeURIComponent(path)}`)
  await page.getByLabel('E-mail address').fill(account.email)
  await page.getByLabel('Password', { exact: true }).fill(account.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`**${path}`)
  await expectReady(page, account)
}

/** The page is there, and so is its script: it heard from the console, and hears keys. */
async function expectReady(page: Page, account: Account) {
  // By its element: by its role, all of the page would be looked through each time.
  const bar = page.locator('footer')
  await expect(bar).toContainText(account.email)
  await expect(bar).toContainText(/database \d+ ms/)
  await untilHydrated(page)
}

/** Collects what the browser complains about: script errors and refusals of the content policy. */
export function complaints(page: Page): string[] {
  const found: string[] = []
  page.on('pageerror', (error) => found.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') found.push(message.text())
  })
  return found
}

/** Requests of a signed-in person, without a page. */
export async function requestsOf(browser: Browser, account: typeof ADMIN, baseURL: string) {
  const context = await browser.newContext({ baseURL })
  const session = sessions.get(account.email)
  if (session !== undefined) await context.addCookies(session)
  // Where there is none, or it has ended, a page signs in.
  const answer = await context.request.get('/settings/account')
  if (!answer.url().endsWith('/settings/account')) await signIn(await context.newPage(), account)
  return context.request
}
