import { expect, type Page, test } from '@playwright/test'
import { REVEAL_SHOWN_SECONDS } from '../../lib/model/reveal/reveal'
import { ADMIN, complaints, signIn } from './support/accounts'
import {
  CANARY,
  fillReveal,
  findToken,
  PASSPHRASE,
  REASON,
  remains,
  reveal,
  sendReveal,
  storeCanaries,
} from './support/admin'
import { forgetRevealAttempts } from './support/reveal-limits'

/** One after the other: the first stores what all of them reveal. */
test.describe.configure({ mode: 'serial' })
test.afterAll(forgetRevealAttempts)

let tokens: [ip: string, device: string] = ['', '']

test('finds the token of an original, and forgets the original', async ({ page }) => {
  await signIn(page, ADMIN)
  await storeCanaries(page)
  const ip = await findToken(page, 'IP', CANARY.ip)
  await expect(page.getByText(/\d+ logins? ha(s|ve) this IP\./)).toBeVisible()
  await expect(page.getByRole('link', { name: /^Show/ })).toHaveAttribute('href', /ip=ip1_/)
  expect(await remains(page)).not.toContain(CANARY.ip)
  tokens = [ip, await findToken(page, 'Device id', CANARY.device)]
})

test('shows originals beside their tokens for a while, and then nowhere', async ({ page }) => {
  const found = complaints(page)
  await page.clock.install()
  await signIn(page, ADMIN)
  const answers: string[] = []
  page.on('response', (response) => {
    if (response.request().method() === 'POST') {
      answers.push(response.headers()['cache-control'] ?? 'none')
    }
  })
  await fillReveal(page, tokens)
  // From here on the page's time is the test's: a slow machine takes none of it.
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 60_000))
  await sendReveal(page)
  const row = page.getByRole('row').filter({ hasText: tokens[0] })
  await expect(row).toContainText(CANARY.ip)
  await expect(page.getByRole('row').filter({ hasText: tokens[1] })).toContainText(CANARY.device)
  await expect(page.getByRole('timer')).toContainText(/2 originals shown.*Hides in \d+ s/)
  await expect(page.getByLabel('Vault passphrase')).toHaveValue('')
  expect(answers).toEqual([expect.stringContaining('no-store')])

  await page.clock.runFor((REVEAL_SHOWN_SECONDS - 10) * 1_000)
  await expect(row).toContainText(CANARY.ip)
  await page.clock.runFor(11_000)
  await expect(row).toContainText('was shown, hidden again')
  await expect(page.getByRole('timer')).toHaveCount(0)
  await expectNothingLeft(page)
  await page.clock.resume()
  // Neither on the next page, nor on the way back.
  await page.getByRole('link', { name: 'Runs', exact: true }).click()
  await page.waitForURL('**/runs')
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reveal')
  await expectNothingLeft(page)
  expect(found).toEqual([])
})

test('hides originals at once when asked to, looked away from, or left', async ({ page }) => {
  await signIn(page, ADMIN)
  const shown = page.locator('[data-original]')
  await reveal(page, tokens)
  await expect(shown).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Hide now' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(shown).toHaveCount(0)
  // The button is gone, and the focus is on what it was about.
  await expect(page.getByRole('region', { name: 'Tokens and originals' })).toBeFocused()
  await expectNothingLeft(page)

  await reveal(page, tokens)
  await expect(shown).toHaveCount(2)
  const after = await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' })
    document.dispatchEvent(new Event('visibilitychange'))
    return document.documentElement.outerHTML
  })
  expect(after).not.toContain(CANARY.ip)

  await reveal(page, tokens)
  await expect(shown).toHaveCount(2)
  await page.getByRole('link', { name: 'Logins', exact: true }).click()
  await page.waitForURL('**/logins')
  await expectNothingLeft(page)
})

test('records a copy before it is made, and makes none without the record', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await signIn(page, ADMIN)
  await reveal(page, tokens)
  const copy = page.getByRole('button', { name: `Copy the original of ${tokens[0]}` })
  await copy.click()
  await expect(copy).toContainText('Copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(CANARY.ip)
  await page.evaluate(() => navigator.clipboard.writeText('something else'))
  await page.route('**/reveal*', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.continue(),
  )
  const other = page.getByRole('button', { name: `Copy the original of ${tokens[1]}` })
  await other.click()
  await expect(other).toContainText('Not copied')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('something else')
  await page.unroute('**/reveal*')
  await page.goto('/audit?kind=copy')
  await expect(page.locator('tbody tr').first()).toContainText('copy')
})

test('says of each value what became of it', async ({ page }) => {
  await signIn(page, ADMIN)
  const kid = tokens[0]?.split('_')[1]
  await reveal(page, [
    `ip1_${kid}_${'0'.repeat(32)}`,
    `ip1_erased_${'0'.repeat(32)}`,
    `dv1_${kid === 'abcdef' ? 'abcde0' : 'abcdef'}_${'0'.repeat(32)}`,
  ])
  const list = page.getByRole('region', { name: 'Tokens and originals' })
  await expect(list).toContainText('The vault holds no original for this token.')
  await expect(list).toContainText('This value was erased.')
  await expect(list).toContainText('a key that is not among ours')
  await expect(page.getByRole('timer')).toHaveCount(0)
})

test('says how many attempts are left after a wrong passphrase', async ({ page }) => {
  await signIn(page, ADMIN)
  await reveal(page, tokens, 'not the passphrase at all')
  const form = page.getByRole('form', { name: 'Reveal' })
  await expect(form.getByRole('alert')).toContainText(/The passphrase is wrong\. \d attempts? left/)
  await expect(form).toContainText(/\d wrong passphrases? before a lock/)
  await expectNothingLeft(page)
  // The reason is kept, the passphrase is not.
  await expect(page.getByLabel('Reason')).toHaveValue(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: /^Reveal \d/ }).click()
  await expect(page.locator('[data-original]')).toHaveCount(2)
})

test('sends once what is asked for twice, and keeps the focus meanwhile', async ({ page }) => {
  await signIn(page, ADMIN)
  await fillReveal(page, tokens)
  const held: (() => void)[] = []
  await page.route('**/reveal*', async (route) => {
    if (route.request().method() === 'POST') await new Promise<void>((go) => held.push(go))
    await route.continue()
  })
  await sendReveal(page)
  const button = page.getByRole('button', { name: 'Opening the vault…' })
  await expect(button).toBeFocused()
  await expect(button).toBeDisabled()
  await page.keyboard.press('Enter')
  await page.getByLabel('Vault passphrase').press('Enter')
  expect(held).toHaveLength(1)
  held[0]?.()
  await expect(page.locator('[data-original]')).toHaveCount(2)
})

test('takes tokens pasted in any form, a hundred at most', async ({ page }) => {
  await signIn(page, ADMIN, '/reveal')
  const field = page.getByRole('textbox', { name: 'Tokens' })
  const send = page.getByRole('button', { name: /^Reveal/ })
  await field.fill(`["${tokens[0]}",\n '${tokens[1]}'] ; 198.51.100.7`)
  await expect(page.getByText('2 tokens, 1 other word left out.')).toBeVisible()
  await expect(send).toBeEnabled()
  const many = Array.from({ length: 101 }, (_, at) => `ip1_abcdef_${String(at).padStart(32, '0')}`)
  await field.fill(many.join(' '))
  await expect(page.getByText('101 tokens: at most 100 at a time.')).toBeVisible()
  await expect(send).toBeDisabled()
  await field.fill('no token')
  await expect(send).toBeDisabled()
})

test('reveals both values of a login over its list, and hides them on Escape', async ({ page }) => {
  const found = complaints(page)
  await signIn(page, ADMIN, `/logins?device_id=${tokens[1]}`)
  const inspector = page.getByRole('complementary', { name: 'Login' })
  const button = inspector.getByRole('button', { name: 'Reveal…' })
  // A click before the page's script works is nobody's.
  await expect(async () => {
    await page.locator('tbody [data-row] td').nth(1).click({ timeout: 2_000 })
    await expect(button).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await button.click()
  const dialog = page.getByRole('dialog', { name: 'Reveal the 2 values of this login' })
  await expect(dialog).toContainText(/You may reveal \d+ more values this hour; this takes 2\./)
  await expect(dialog.getByLabel('Reason')).toBeFocused()
  await dialog.getByLabel('Reason').fill(REASON)
  await dialog.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Reveal 2 values for 30 s' }).click()
  await expect(dialog.getByText(CANARY.ip)).toBeVisible()
  await expect(dialog.getByText(CANARY.device)).toBeVisible()
  await expect(dialog.getByRole('timer')).toContainText(/2 originals shown.*Hides in \d+ s/)
  await expect(dialog.getByRole('button', { name: 'Hide now' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expectNothingLeft(page)
  await expect(inspector).toBeVisible()
  expect(found).toEqual([])
})

test('shows over a list why nothing was revealed, and gives the keys to what was wrong', async ({
  page,
}) => {
  // There is no room for all of the form.
  await page.setViewportSize({ width: 1280, height: 720 })
  await signIn(page, ADMIN, `/logins?device_id=${tokens[1]}`)
  const button = page.getByRole('button', { name: 'Reveal…' })
  await expect(async () => {
    await page.locator('tbody [data-row] td').nth(1).click({ timeout: 2_000 })
    await expect(button).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await button.click()
  const dialog = page.getByRole('dialog')
  const [reason, passphrase] = [dialog.getByLabel('Reason'), dialog.getByLabel('Vault passphrase')]
  const send = dialog.getByRole('button', { name: /^Reveal 2 values/ })
  await reason.fill(REASON)
  await passphrase.fill('not the passphrase at all')
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText('The passphrase is wrong.')
  await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 })
  await expect(passphrase).toBeFocused()

  await reason.fill(`A customer called about ${CANARY.ip}`)
  await passphrase.fill(PASSPHRASE)
  await send.click()
  await expect(dialog.getByRole('alert')).toContainText('Leave IP addresses and device ids out')
  await expect(dialog.getByRole('alert')).toBeInViewport({ ratio: 1 })
  await expect(reason).toBeFocused()
})

test('reveals what is selected by one justification', async ({ page }) => {
  await signIn(page, ADMIN, '/logins')
  const bar = page.getByRole('region', { name: 'Selected rows' })
  await expect(async () => {
    const boxes = page.locator('tbody').getByRole('checkbox')
    for (const at of [0, 1, 2]) await boxes.nth(at).check({ timeout: 2_000 })
    await expect(bar).toContainText('3 rows selected', { timeout: 2_000 })
  }).toPass()
  await bar.getByRole('button', { name: /^Reveal \d values…$/ }).click()
  const dialog = page.getByRole('dialog', { name: /^Reveal \d values of 3 logins$/ })
  await dialog.getByLabel('Reason').fill(REASON)
  await dialog.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: /^Reveal \d values for \d+ s$/ }).click()
  await expect(dialog.locator('[data-original]').first()).toBeVisible()
  await dialog.getByRole('button', { name: 'Hide now' }).click()
  await expect(dialog.locator('[data-original]')).toHaveCount(0)
})

async function expectNothingLeft(page: Page) {
  const left = await remains(page)
  for (const secret of [CANARY.ip, CANARY.device, PASSPHRASE]) expect(left).not.toContain(secret)
}
