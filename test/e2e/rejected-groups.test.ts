import { expect, type Page, test } from '@playwright/test'
import { ADMIN, complaints, signIn } from './support/accounts'
import { PASSPHRASE, REASON, remains } from './support/admin'
import { ingestAll, toOverview } from './support/ingest-all'
import { withinADay } from './support/pages/within-a-day'
import { sendBodies } from './support/queue'
import { violations } from './support/violations'

test.describe.configure({ mode: 'serial' })

/** The run that rejected them. */
let run = ''
const CANARY_FIELD = '918-27-3647'
/** No version at all, and an IP that is none. */
const BODY = JSON.stringify({
  user_id: 'grouped',
  device_type: 'ios',
  ip: '999.2.2.2',
  device_id: CANARY_FIELD,
})

test('an operator sees how many have which reason, and lists those of one', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  await withinADay()
  await sendBodies([BODY, BODY, BODY])
  run = await openRejectedOfRun(page)
  await page
    .getByRole('navigation', { name: 'Rejected messages' })
    .getByText('Reasons', { exact: true })
    .click()
  await page.waitForURL(/by=reason/)
  const row = page.getByRole('row').filter({ hasText: 'app_version is missing' })
  await expect(row).toContainText('100 %')
  expect(await violations(page)).toEqual([])
  await row.getByRole('button', { name: /^Days of app_version is missing/ }).click()
  await expect(page.getByRole('dialog').getByRole('row').nth(1)).toContainText('3')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await row.getByRole('link', { name: 'app_version is missing' }).click()
  await page.waitForURL(/reason=app_version/)
  await expect(page.locator('tbody tr')).toHaveCount(3)
  await expect(page.getByRole('button', { name: 'Return all…' })).toHaveCount(0)
  await page.getByRole('link', { name: 'Remove the filter reason' }).click()
  await page.waitForURL((url) => url.search === `?run=${run}`)
  const tabs = page.getByRole('navigation', { name: 'Rejected messages' })
  await tabs.getByRole('link', { name: 'Reasons today' }).click()
  await page.waitForURL(/by=reason.*range=today/)
  await expect(page.getByRole('row').filter({ hasText: 'app_version is missing' })).toBeVisible()
  await tabs.getByRole('link', { name: 'Reasons', exact: true }).click()
  await page.waitForURL((url) => !url.searchParams.has('range'))
  expect(await remains(page)).not.toContain(CANARY_FIELD)
  expect(found).toEqual([])
})

test('an admin returns a group at once, and the entry of the log leads to all of it', async ({
  page,
}) => {
  await signIn(page, ADMIN, `/rejected?run=${run}`)
  await page.getByRole('button', { name: 'Return all…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('3 open messages fit the filters.')
  await expect(dialog).toContainText('3 × ip is not an IP address.')
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await confirm(page, 'Return 3 messages')
  await expect(
    dialog.getByRole('heading', { name: '3 messages returned to the queue.' }),
  ).toBeVisible({ timeout: 30_000 })
  await dialog.getByRole('link', { name: 'List them' }).click()
  await page.waitForURL(/\/rejected\?request=\d+/)
  await expect(page.locator('tbody tr')).toHaveCount(3)
  await expect(page.locator('tbody tr').first()).toContainText('returned')
})

test('an admin discards what came back at once', async ({ page }) => {
  await signIn(page, ADMIN)
  await openRejectedOfRun(page)
  await page.getByRole('button', { name: 'Discard all…' }).click()
  await confirm(page, 'Discard 3 messages')
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('heading', { name: '3 messages discarded.' })).toBeVisible({
    timeout: 30_000,
  })
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await expect(page.getByText('0 open', { exact: true })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Discard all…' })).toBeDisabled()
})

test('what would be taken stays apart from what is asked for, in small windows, too', async ({
  page,
}) => {
  // Nothing is in it: as many reasons as there are fields.
  await sendBodies(['{}'])
  await signIn(page, ADMIN)
  await openRejectedOfRun(page)
  await page.getByRole('button', { name: 'Discard all…' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('listitem').nth(4)).toBeVisible()
  const [last, reason] = [
    dialog.getByRole('listitem').last(),
    dialog.getByText('Reason', { exact: true }),
  ]
  for (const [width, height] of [
    [1280, 720],
    [390, 844],
    [800, 600],
  ] as const) {
    await page.setViewportSize({ width, height })
    const gap = async () => {
      const [above, below] = [await last.boundingBox(), await reason.boundingBox()]
      return (below?.y ?? 0) - (above?.y ?? 0) - (above?.height ?? 0)
    }
    await expect.poll(gap, `at ${width}×${height}`).toBeGreaterThan(0)
  }
  await confirm(page, 'Discard 1 message')
  await expect(dialog.getByRole('heading', { name: '1 message discarded.' })).toBeVisible({
    timeout: 30_000,
  })
})

/** Ingests what waits, and opens what the last run rejected. @returns its number. */
async function openRejectedOfRun(page: Page): Promise<string> {
  await toOverview(page)
  await ingestAll(page)
  await page.getByRole('region', { name: 'Last run' }).getByRole('link').last().click()
  await page.waitForURL(/\/rejected\?run=\d+/)
  await expect(page.locator('tbody tr').first()).toBeVisible()
  return new URL(page.url()).searchParams.get('run') ?? ''
}

async function confirm(page: Page, verb: string) {
  await page.getByLabel('Reason').fill(REASON)
  await page.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await page.getByRole('button', { name: verb }).click()
}
