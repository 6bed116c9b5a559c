import { expect, test } from '@playwright/test'
import { complaints, signIn, signInByForm } from './support/accounts'
import { goTo, reload } from './support/pages/go-to'
import { runCommand } from './support/run-command'
import { violations } from './support/violations'

const NEW_PASSWORD = 'ferry under the bridge'

test.describe.configure({ mode: 'serial' })

test('a generated password has to be changed before anything else', async ({ page }) => {
  const found = complaints(page)
  const email = 'dora@example.com'
  const printed = await runCommand(['users', 'add', email])
  const password = /this once: (\S+)/.exec(printed)?.[1] ?? ''
  await page.goto('/sign-in?next=/logins')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/change-password?next=**')
  expect(await violations(page)).toEqual([])
  await goTo(page, '/runs')
  expect(new URL(page.url()).pathname).toBe('/change-password')
  expect((await page.request.get('/api/live')).status()).toBe(403)
  expect((await page.request.get('/api/logins/newer?now=1&since=0')).status()).toBe(403)
  await page.getByLabel('Current password', { exact: true }).fill(password)
  await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
  await page.getByRole('button', { name: 'Change the password' }).click()
  await page.waitForURL('**/runs')
  await expect(page.getByRole('contentinfo')).toContainText(email)
  expect(found.filter((line) => !line.includes('403'))).toEqual([])
})

test('one’s own account lists the sessions, ends them and tells of a reset', async ({
  page,
  browser,
  baseURL,
}) => {
  const account = { email: 'dora@example.com', password: NEW_PASSWORD }
  await signInByForm(page, account, '/settings/account')
  const elsewhere = await (await browser.newContext({ baseURL: baseURL ?? '' })).newPage()
  // Each sign-in is a session of its own.
  await signInByForm(elsewhere, account, '/')
  await elsewhere.context().clearCookies()
  await signInByForm(elsewhere, account, '/')
  await reload(page)
  const sessions = page.getByRole('region', { name: 'Your sessions' })
  const others = sessions.getByRole('button', { name: 'End', exact: true })
  await expect(sessions.getByText('This one')).toHaveCount(1)
  const known = await others.count()
  await others.last().click()
  await expect(others).toHaveCount(known - 1)
  // The row that had the focus is gone; the next key still belongs to the list.
  await expect(page.getByRole('region', { name: 'List of your sessions' })).toBeFocused()
  await page.getByRole('button', { name: 'End all other sessions' }).click()
  await expect(others).toHaveCount(0)
  await elsewhere.goto('/logins')
  expect(new URL(elsewhere.url()).pathname).toBe('/sign-in')
  expect(await violations(page)).toEqual([])
  await elsewhere.context().close()

  const password = 'cloud across the valley'
  await runCommand(['users', 'reset-password', account.email], { VEILGATE_USER_PASSWORD: password })
  await signInByForm(page, { ...account, password }, '/')
  await expect(page.getByText(/reset your password on/)).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByText(/reset your password on/)).toHaveCount(0)
})

test('a page that nobody touched for a minute says so of what it asks for', async ({ page }) => {
  await page.clock.install()
  await signIn(page, undefined, '/logins')
  const isMarked = async () => {
    const [request] = await Promise.all([
      page.waitForRequest('**/api/health'),
      page.evaluate(async () => void (await fetch('/api/health'))),
    ])
    return 'x-veilgate-unattended' in (await request.allHeaders())
  }
  expect(await isMarked()).toBe(false)
  await page.clock.fastForward('01:01')
  expect(await isMarked()).toBe(true)
  await page.keyboard.press('Shift')
  expect(await isMarked()).toBe(false)
})
