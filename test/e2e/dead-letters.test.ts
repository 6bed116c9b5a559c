import { expect, type Page, test } from '@playwright/test'
import { ADMIN, complaints, OPERATOR, signIn } from './support/accounts'
import { PASSPHRASE, remains } from './support/admin'
import { reload } from './support/pages/go-to'
import { deadLetterDepth, sendDeadLetters } from './support/queue'

test.describe.configure({ mode: 'serial' })

const QUEUE = 'logins-dead-letter'
const CANARY = { ip: '198.51.100.77', device: '551-27-9081' }

function login(user: string) {
  return JSON.stringify({
    user_id: user,
    app_version: '2.3.0',
    device_type: 'ios',
    locale: 'DE',
    ip: CANARY.ip,
    device_id: CANARY.device,
  })
}

/**
 * The page, read until it says that so many are there. The embedded queue counts those that a look has
 * hidden as in flight until somebody receives again.
 */
async function untilThere(page: Page, count: number) {
  const depth = page.getByRole('region', { name: 'Depth' })
  const there = new RegExp(`^${count}\\s*waiting|^0\\s*waiting.*in flight\\s*${count}\\s*kept`)
  await expect(async () => {
    await reload(page)
    await expect(depth).toContainText(there, { timeout: 1_000 })
  }).toPass({ timeout: 60_000 })
}

test('says that nothing waits, and offers nothing to redrive', async ({ page }) => {
  await signIn(page, OPERATOR, '/dead-letters')
  await expect(page.getByRole('heading', { level: 1, name: 'Dead letters' })).toBeVisible()
  await expect(page.getByText('No dead letters.')).toBeVisible()
  await expect(page.getByText('This server cannot move messages back')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Redrive…' })).toBeDisabled()
  await expect(page.getByRole('button', { name: 'Purge…' })).toHaveCount(0)
})

test('an operator looks at a sample, which says what becomes of each and shows no original', async ({
  page,
}) => {
  const found = complaints(page)
  await sendDeadLetters([login('dead-1'), login('dead-2'), `{"ip": "${CANARY.ip}"}`])
  await signIn(page, OPERATOR, '/dead-letters')
  await untilThere(page, 3)
  await page.getByRole('button', { name: 'Look at a sample' }).click()
  const sample = page.getByRole('region', { name: 'Sample' })
  await expect(sample.getByRole('status')).toContainText('3 looked at: 2 new login, 1 no login')
  await expect(sample.getByRole('row')).toHaveCount(4)
  await expect(sample).toContainText('device_id')
  for (const original of Object.values(CANARY)) expect(await remains(page)).not.toContain(original)
  // It was a look: all are there again.
  await untilThere(page, 3)
  expect(found).toEqual([])
})

test('an operator redrives: new ones are stored, the page shows how it went', async ({ page }) => {
  await signIn(page, OPERATOR, '/dead-letters')
  await untilThere(page, 3)
  await page.getByRole('button', { name: 'Redrive…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Messages a second').fill('0')
  await dialog.getByRole('button', { name: 'Redrive' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Enter a whole number')
  await dialog.getByLabel('Messages a second').fill('100')
  await dialog.getByRole('button', { name: 'Redrive' }).click()
  await expect(dialog).toHaveCount(0)
  const run = page.getByRole('region', { name: 'Redrive' })
  // Until then, the page may show a redrive of another file.
  await expect(run).toContainText('3 received', { timeout: 60_000 })
  await expect(run).toContainText('finished', { timeout: 60_000 })
  for (const term of ['3 received', '2 stored', '0 duplicate', '1 rejected', 'balanced']) {
    await expect(run).toContainText(term)
  }
  await expect(page.getByText('No dead letters.')).toBeVisible()
  expect(await deadLetterDepth()).toBe(0)
})

test('a redrive is stopped from the page, and leaves the rest where it is', async ({ page }) => {
  await sendDeadLetters(Array.from({ length: 60 }, (_, at) => login(`slow-${at}`)))
  await signIn(page, OPERATOR, '/dead-letters')
  await untilThere(page, 60)
  await page.getByRole('button', { name: 'Redrive…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Messages a second').fill('1')
  await dialog.getByRole('button', { name: 'Redrive' }).click()
  const run = page.getByRole('region', { name: 'Redrive' })
  await expect(run.getByRole('progressbar', { name: 'Redriven' })).toBeVisible()
  await page.getByRole('button', { name: 'Stop' }).click()
  await expect(run).toContainText('stopped', { timeout: 30_000 })
  await expect(run).toContainText('balanced')
  expect(await deadLetterDepth()).toBeGreaterThan(0)
})

test('an admin purges what is left by entering the name of the queue, on the record', async ({
  page,
}) => {
  await signIn(page, ADMIN, '/dead-letters')
  await page.getByRole('button', { name: 'Purge…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByLabel('Name of the dead-letter queue').fill('logins')
  await dialog.getByRole('button', { name: 'Purge' }).click()
  await expect(dialog.getByRole('alert')).toContainText('That is not its name')
  await dialog.getByLabel('Name of the dead-letter queue').fill(QUEUE)
  // The session may be minutes old.
  await dialog.getByLabel('Vault passphrase').fill(PASSPHRASE)
  await dialog.getByRole('button', { name: 'Purge' }).click()
  await expect(page.getByText('No dead letters.')).toBeVisible()
  expect(await deadLetterDepth()).toBe(0)
  await page.goto('/audit?kind=purge-dead-letters')
  await expect(page.locator('tbody tr').first()).toContainText(QUEUE)
})
