import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { ADMIN, complaints, OPERATOR, signInByForm } from './support/accounts'
import { goTo } from './support/pages/go-to'
import { violations } from './support/violations'

const PAGES = ['/', '/logins', '/rejected', '/runs', '/runs/1', '/no-such-page']

for (const path of PAGES) {
  test(`${path} without a session leads to signing in and back`, async ({ page }) => {
    await page.goto(path)
    const url = new URL(page.url())
    expect(url.pathname).toBe('/sign-in')
    expect(url.searchParams.get('next') ?? '/').toBe(path)
    await expect(page.getByRole('navigation')).toHaveCount(0)
  })
}

test('the event stream needs a session', async ({ request }) => {
  expect((await request.get('/api/live')).status()).toBe(401)
})

test('the health of the parts can be asked without a session', async ({ request }) => {
  const response = await request.get('/api/health')
  const health = await response.json()
  expect(Object.keys(health).sort()).toEqual(['database', 'keys', 'queue', 'status'])
  expect(response.status()).toBe(health.status === 'ok' ? 200 : 503)
})

test('a cookie that was made up opens nothing', async ({ page, context, baseURL }) => {
  await signInByForm(page, OPERATOR, '/')
  const session = (await context.cookies()).find(({ name }) => name.endsWith('.session_token'))
  const older = 'veilgate.session_token'
  await context.clearCookies()
  for (const name of [session?.name ?? '', older]) {
    await context.addCookies([{ name, value: 'made.up', url: baseURL ?? '' }])
  }
  await page.goto('/logins')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
  expect((await page.request.get('/api/live')).status()).toBe(401)
})

test('a wrong password is answered in place, and the address stays', async ({ page }) => {
  const found = complaints(page)
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(ADMIN.email)
  await page.getByLabel('Password', { exact: true }).fill('not the password')
  await page.keyboard.press('Enter')
  await expect(page.locator('form [role=alert]')).toHaveText(
    'Incorrect e-mail address or password.',
  )
  await expect(page.getByLabel('E-mail address')).toHaveValue(ADMIN.email)
  await expect(page.getByLabel('Password', { exact: true })).toBeFocused()
  expect(found).toEqual([])
})

test('too many attempts lock an account, known or not', async ({ page }) => {
  // One that the browser sent itself would be answered by another page, which may come over the next attempt.
  await goTo(page, '/sign-in')
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await page.getByLabel('E-mail address').fill(`${test.info().workerIndex}-nobody@example.com`)
    await page.getByLabel('Password', { exact: true }).fill(`guess ${attempt}`)
    const answered = page.waitForResponse((response) => response.request().method() === 'POST')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await answered
    await expect(page.getByRole('button', { name: 'Sign in' })).toBeEnabled()
  }
  await expect(page.locator('form [role=alert]')).toHaveText(/^Too many attempts\. Try again in/)
})

test('the right password leads to the page asked for', async ({ page }) => {
  await signInByForm(page, ADMIN, '/runs')
  await expect(page.getByRole('contentinfo')).toContainText('admin')
})

test('signing in never leads to another site', async ({ page, baseURL }) => {
  await page.goto(`/sign-in?next=${encodeURIComponent('/./..//example.org')}`)
  await page.getByLabel('E-mail address').fill(OPERATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('contentinfo')).toBeVisible()
  expect(page.url()).toBe(new URL('/', baseURL).href)
})

test('signing out ends the session, not only its cookie', async ({ page, context }) => {
  await signInByForm(page, OPERATOR, '/')
  const before = await context.cookies()
  await page.getByRole('contentinfo').getByRole('button', { name: OPERATOR.email }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL('**/sign-in')
  await context.addCookies(before)
  await page.goto('/logins')
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('signing in works', async ({ page }) => {
    await page.goto('/sign-in?next=/logins')
    await page.getByLabel('E-mail address').fill(OPERATOR.email)
    await page.getByLabel('Password', { exact: true }).fill('not the password')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await expect(page.locator('form [role=alert]')).toHaveText(
      'Incorrect e-mail address or password.',
    )
    await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/logins')
  })
})

test('signing in is accessible', async ({ page }) => {
  await page.goto('/sign-in')
  await expect(page).toHaveTitle('Sign in · Veilgate')
  expect(await violations(page)).toEqual([])
  await page.getByLabel('E-mail address').fill(`${randomUUID()}@example.com`)
  await page.getByLabel('Password', { exact: true }).fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.locator('form [role=alert]')).not.toBeEmpty()
  expect(await violations(page)).toEqual([])
})
