import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { ingestFirst } from './support/ingest-first'
import { goTo } from './support/pages/go-to'
import { filters } from './support/pages/logins-page'
import { sendLogins } from './support/queue'

/** An IPv4 address, or a device id as the samples have them. */
const ORIGINAL = /\b\d{1,3}(?:\.\d{1,3}){3}\b|\b\d{3}-\d{2}-\d{4}\b/

/** High enough for every row that a test looks at: those out of sight are not drawn. */
test.use({ viewport: { width: 1440, height: 2_400 } })

ingestFirst(() => sendLogins(300, 0, 0.3))

test('an export holds exactly what the filter counts, and no original', async ({ page }) => {
  await signIn(page, undefined, '/logins?type=ios')
  const status = filters(page).getByRole('status')
  await expect(status).toHaveText(/^[\d,]+ logins$/)
  const count = Number((await status.textContent())?.replace(/\D/g, ''))
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^veilgate-logins-ios-as-of-[\dtz-]+\.csv$/)
  const text = readFileSync(await download.path(), 'utf8')
  expect(text.startsWith('\uFEFF')).toBe(true)
  const [head, ...records] = text.trimEnd().split('\r\n')
  const columns = head?.split(',') ?? []
  const types = records.map((record) => record.split(',')[columns.indexOf('device_type')])
  expect(records).toHaveLength(count)
  expect(new Set(types)).toEqual(new Set(['ios']))
  expect(text).not.toMatch(ORIGINAL)
  await expect(page.getByText(/logins exported/)).toBeVisible()

  const refused = await page.request.fetch('/api/logins/export', {
    headers: { cookie: 'none=1' },
  })
  expect(refused.headers()['content-type']).not.toContain('text/csv')
})

test('an export that is refused says why', async ({ page }) => {
  await signIn(page, undefined, '/runs')
  const problem = 'You have 3 exports under way: let one of them end first.'
  await page.route('**/export?**', (route) => route.fulfill({ status: 429, body: problem }))
  await page.route('**/api/exports/progress?**', (route) =>
    route.fulfill({ json: { rows: 0, state: 'failed', problem } }),
  )
  for (const path of ['/logins', '/devices']) {
    await goTo(page, path)
    await page.getByRole('button', { name: 'Export CSV' }).click()
    await expect(page.getByText(`The export failed. ${problem}`)).toBeVisible()
    await expect(page.getByRole('button', { name: 'Export CSV' })).toBeEnabled()
  }
})

test('an export of shared devices holds each device of the list', async ({ page }) => {
  await signIn(page, undefined, '/devices')
  const shown = await page.locator('tbody tr').count()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^veilgate-shared-devices-as-of-[\dtz-]+\.csv$/)
  const [head, ...records] = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(head).toBe(
    '\uFEFFmasked_device_id,users,users_in_time,logins,ips,first_seen,last_seen,review,assignee',
  )
  expect(records.length).toBeGreaterThanOrEqual(shown)
  expect(new Set(records.map((record) => record.split(',')[0])).size).toBe(records.length)
  await expect(page.getByText(`${records.length} devices exported`)).toBeVisible()
})
