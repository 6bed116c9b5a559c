import { expect, type Page, test } from '@playwright/test'
import { ADMIN, complaints, OPERATOR, signIn } from './support/accounts'
import { CANARY, findToken, PASSPHRASE, REASON, reveal, storeCanaries } from './support/admin'
import { goTo } from './support/pages/go-to'
import { violations } from './support/violations'

test.describe.configure({ mode: 'serial' })

const ADMIN_PAGES = [
  ...['/reveal', '/reveal/find', '/audit', '/settings/users', '/settings/erase'],
  ...['/settings/tokens', '/settings/risk', '/settings/retention'],
]

test('an admin does everything once', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, ADMIN)
  await storeCanaries(page)
  const token = await findToken(page, 'IP', CANARY.ip)
  await reveal(page, [token])
  await page.getByRole('button', { name: /Copy the original/ }).click()
  await expect(page.getByRole('button', { name: /Copy the original/ })).toContainText(/cop/i)

  await goTo(page, '/settings/users')
  await page.getByRole('button', { name: 'Add a person…' }).click()
  await page.getByLabel('E-mail address').fill('carol@example.com')
  await page.getByRole('button', { name: 'Add 1 person' }).click()
  const dialog = page.getByRole('dialog', { name: 'carol@example.com has an account' })
  await expect(dialog.locator('code')).toHaveText(/\/set-password#[\w-]{43}$/)
  const link = (await dialog.locator('code').textContent()) ?? ''
  await expect(dialog.getByRole('button', { name: 'Copy the link' })).toBeFocused()
  // It comes only once: neither a key pressed too often nor a click beside it takes it away.
  for (const key of ['Escape', 'Escape', 'Enter']) await page.keyboard.press(key)
  await page.mouse.click(4, 4)
  await expect(dialog.locator('code')).toHaveText(link)
  await page.getByRole('button', { name: 'I have copied it' }).click()
  expect(await page.content()).not.toContain(link.split('#')[1])
  await open(page, 'carol@example.com', 'Make admin…')
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Make admin', exact: true }).click()
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await expect(page.getByRole('row', { name: /carol/ })).toContainText('admin')
  await change(page, 'carol@example.com', 'Make operator…', 'Make operator')
  await expect(page.getByRole('row', { name: /carol/ })).toContainText('operator')
  await change(page, 'carol@example.com', 'Reset the password…', 'Reset the password')
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await change(page, 'carol@example.com', 'End the sessions…', 'End the sessions')
  await open(page, 'carol@example.com', 'Remove…')
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Remove 1 account' }).click()
  await expect(page.getByRole('row', { name: /carol/ })).toHaveCount(0)

  await goTo(page, '/settings/erase')
  await page.getByLabel('User id').fill(CANARY.user)
  await page.getByRole('button', { name: 'See what would be erased' }).click()
  await page.getByRole('button', { name: /^Erase \d+ logins?…$/ }).click()
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: /^Erase \d+ logins?$/ }).click()
  await expect(page.getByRole('region', { name: 'What was erased' })).toContainText('Backups')
  await expect(page.getByRole('region', { name: 'Erasures', exact: true })).toContainText(
    CANARY.user,
  )
  await reveal(page, [token])
  await expect(page.getByRole('region', { name: 'Tokens and originals' })).toContainText(
    'The vault holds no original for this token.',
  )
  expect(found).toEqual([])
})

test('an operator finds none of the pages, by a link or by their address', async ({ page }) => {
  await signIn(page, OPERATOR)
  for (const name of ['Reveal', 'Audit log', 'Settings']) {
    await expect(page.getByRole('link', { name, exact: true })).toHaveCount(0)
  }
  for (const path of ADMIN_PAGES) {
    // As the browser says it of an address that is typed.
    const response = await page.request.get(path, { headers: { 'sec-fetch-site': 'none' } })
    expect(response.status(), path).toBe(404)
  }
  for (const path of ['/reveal', '/audit', '/settings/users']) {
    const response = await page.goto(path)
    expect(response?.status(), path).toBe(404)
    await expect(page.getByText('There is nothing at this address.')).toBeVisible()
    await expect(page).toHaveTitle('Not found · Veilgate')
  }
})

test('the log tells of every refusal, is verified, filters and exports', async ({ page }) => {
  await signIn(page, ADMIN, '/audit')
  await expect(page.getByText(/Verified up to row \d+\./)).toBeVisible()
  await page.getByRole('combobox', { name: 'Outcome' }).selectOption('refused')
  await page.waitForURL(/outcome=refused/)
  const rows = page.locator('tbody tr')
  await expect(rows.first()).toContainText(OPERATOR.email)
  const kinds = new Set(await page.locator('tbody td:nth-child(4)').allInnerTexts())
  for (const kind of ['reveal', 'find by original', 'manage users', 'erase', 'read the log']) {
    expect(kinds).toContain(kind)
  }
  await rows.first().click()
  await expect(page.getByRole('complementary', { name: /^Row \d+$/ })).toContainText(
    'The role of the user does not permit it.',
  )
  await goTo(page, '/audit?kind=reveal&outcome=done')
  await rows.first().click()
  const inspector = page.getByRole('complementary', { name: /^Row \d+$/ })
  await expect(inspector).toContainText(/\d rows of the log/)
  await expect(
    inspector.getByRole('link', { name: /^open the (device|IP)$/ }).first(),
  ).toBeVisible()
  await page.getByRole('searchbox', { name: 'Text of the reason' }).fill('203.0.113.9')
  await page.keyboard.press('Enter')
  await expect(page.getByText('This is not looked for: it may be an original.')).toBeVisible()
  expect(page.url()).not.toContain('203.0.113.9')
  await page.getByRole('searchbox', { name: 'Text of the reason' }).fill('stolen PHONE')
  await page.keyboard.press('Enter')
  await page.waitForURL(/text=stolen/)
  await expect(rows.first()).toContainText(REASON)
  await goTo(page, '/audit?outcome=refused')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^veilgate-audit-.*\.csv$/)
  const exportLog = (query: string) =>
    page.request.post(`/api/audit/export${query}`, {
      headers: { origin: new URL(page.url()).origin },
    })
  const response = await exportLog('?outcome=refused')
  expect(response.headers()['content-type']).toBe('text/csv; charset=utf-8')
  expect(response.headers()['cache-control']).toContain('no-store')
  const lines = (await response.text()).trim().split('\r\n')
  expect(lines[0]).toMatch(/^row,time,person,kind,outcome,/)
  expect(lines.slice(1).every((line) => line.includes(',refused,'))).toBe(true)
  const whole = await (await exportLog('')).text()
  for (const secret of [CANARY.ip, CANARY.device, PASSPHRASE]) expect(whole).not.toContain(secret)
})

test('the last admin stays one', async ({ page }) => {
  await signIn(page, ADMIN, '/settings/users')
  for (const [item, verb] of [
    ['Make operator…', 'Make operator'],
    ['Remove…', 'Remove 1 account'],
  ] as const) {
    await open(page, ADMIN.email, item)
    const dialog = page.getByRole('alertdialog')
    const passphrase = dialog.getByLabel('Vault passphrase')
    if ((await passphrase.count()) > 0) await passphrase.fill(PASSPHRASE)
    await dialog.getByRole('button', { name: verb }).click()
    await expect(dialog.getByRole('alert')).toContainText('is the last admin')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
})

test('a shorter retention takes the passphrase, and a longer one does not', async ({ page }) => {
  await signIn(page, ADMIN, '/settings/retention')
  const row = page.locator('[data-retained="ingest_batches"]')
  const dialog = page.getByRole('dialog')
  const passphrase = dialog.getByLabel('Vault passphrase', { exact: true })
  const save = async () => {
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await row.getByRole('button').click()
  await expect(passphrase).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'for some months' }).check()
  await dialog.getByRole('spinbutton', { name: 'Months' }).fill('1200')
  expect(await violations(page)).toEqual([])
  await passphrase.fill(PASSPHRASE)
  await save()
  await expect(row).toContainText('kept for 1200 months')
  await row.getByRole('button').click()
  await expect(passphrase).toHaveCount(0)
  await dialog.getByRole('radio', { name: 'forever' }).check()
  await expect(passphrase).toHaveCount(0)
  await save()
  await expect(row).toContainText('kept forever')
})

test('what is revealed is accessible', async ({ page }) => {
  await signIn(page, ADMIN, '/reveal')
  await reveal(page, [`ip1_erased_${'0'.repeat(32)}`])
  await expect(page.getByText('This value was erased.')).toBeVisible()
  expect(await violations(page), 'revealed').toEqual([])
})

async function open(page: Page, email: string, item: string) {
  await page.getByRole('button', { name: `Change ${email}` }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function change(page: Page, email: string, item: string, verb: string) {
  await open(page, email, item)
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: verb }).click()
  await expect(dialog).toHaveCount(0)
}
