import { expect, type Page, test } from '@playwright/test'
import { REVEAL_SHOWN_SECONDS } from '../../lib/model/reveal/reveal'
import { ADMIN, complaints, OPERATOR, signIn } from './support/accounts'
import { PASSPHRASE, REASON, remains, storeCanaries } from './support/admin'
import { emptyQueue, sendBodies } from './support/queue'

test.describe.configure({ mode: 'serial' })

// What is returned to it would be among what others count.
test.afterAll(emptyQueue)

const CANARY_FIELD = '918-27-3646'
/** Rejected as the one of the canaries is. */
const BODY = `{"user_id": "canary-rejected", "ip": "999.1.1.1", "device_id": "${CANARY_FIELD}"}`

test('an operator sees why a message was rejected, and can do nothing with it', async ({
  page,
  browser,
}) => {
  await sendBodies([BODY])
  await signIn(page, ADMIN)
  await storeCanaries(page)
  const other = await (await browser.newContext()).newPage()
  await signIn(other, OPERATOR, '/rejected')
  const inspector = await inspect(other)
  await expect(inspector).toContainText('Its body is kept, sealed.')
  await expect(inspector.getByRole('button', { name: /Open|Return|Discard/ })).toHaveCount(0)
  expect(await remains(other)).not.toContain(CANARY_FIELD)
  await other.context().close()
})

test('an admin opens a sealed body, for as long as an original is shown', async ({ page }) => {
  const found = complaints(page)
  await page.clock.install()
  await signIn(page, ADMIN, '/rejected')
  await (await inspect(page)).getByRole('button', { name: 'Open…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(
    /You may reveal [\d,]+ more values? this hour; this takes 1\..*Vault passphrase/s,
  )
  await confirm(page, `Open for ${REVEAL_SHOWN_SECONDS} s`)
  await expect(dialog).toContainText(CANARY_FIELD)
  await page.clock.runFor(31_000)
  await expect(dialog).toContainText('Hidden. Open it again')
  expect(await remains(page)).not.toContain(CANARY_FIELD)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  expect(found).toEqual([])
})

test('an admin returns a message to the queue, and everybody sees who did', async ({
  page,
  browser,
}) => {
  await signIn(page, ADMIN, '/rejected')
  const inspector = await inspect(page)
  await inspector.getByRole('button', { name: 'Return to the queue…' }).click()
  await confirm(page, 'Return 1 message')
  await expect(inspector).toContainText('It is on the queue again, as a new message.')
  const other = await (await browser.newContext()).newPage()
  await signIn(other, OPERATOR, '/rejected')
  await expect(await inspect(other)).toContainText(`by ${ADMIN.email}`)
  await other.context().close()
})

test('an admin discards a message for good', async ({ page }) => {
  await signIn(page, ADMIN, '/rejected')
  // The other of the two: the newest was returned.
  const inspector = await inspect(page, 1)
  await inspector.getByRole('button', { name: 'Discard…' }).click()
  await expect(page.getByRole('dialog')).toContainText('nobody can open or return it again')
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: 'Discard 1 message' }).click()
  await expect(inspector).toContainText('Its body is overwritten')
  await expect(inspector.getByRole('button', { name: /Open|Return|Discard/ })).toHaveCount(0)
})

/** Opens the inspector on the newest rejected message, or on one of those before it. */
async function inspect(page: Page, at = 0) {
  await page.locator('tbody tr').nth(at).click()
  return page.getByRole('complementary', { name: 'Rejected message' })
}

async function confirm(page: Page, verb: string) {
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: verb }).click()
}
