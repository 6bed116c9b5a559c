import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { ADMIN, complaints, signIn } from './support/accounts'
import { CANARY, storeCanaries } from './support/admin'
import { goTo, reload } from './support/pages/go-to'
import { runWithBatches } from './support/pages/run-with-batches'
import { violations } from './support/violations'

const PAGE = '/settings/tokens'
const ORIGINALS = [CANARY.ip, CANARY.device, '999.1.1.1', '918-27-3646']
const COLLECTIONS = ['logins', 'devices', 'ips', 'runs', 'rejected']

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await signIn(page, ADMIN)
  await storeCanaries(page)
  await page.context().close()
})

test('a token is created, shown once, reads what it may, and ends when it is revoked', async ({
  page,
  playwright,
  baseURL,
}) => {
  const found = complaints(page)
  await signIn(page, ADMIN, PAGE)
  await page.getByRole('button', { name: 'Create a token…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Browser test')
  for (const scope of COLLECTIONS) {
    await dialog.getByRole('checkbox', { name: new RegExp(`^${scope}\\b`) }).check()
  }
  expect(await violations(page, '[role="dialog"]')).toEqual([])
  await dialog.getByRole('button', { name: 'Create 1 token' }).click()
  const secret = page.locator('[data-secret]')
  await expect(secret).toHaveText(/^vgt_[\w-]{43}$/)
  const token = (await secret.textContent()) ?? ''
  await page.getByRole('button', { name: 'I have copied it' }).click()
  await expect(page.getByRole('row', { name: /Browser test/ })).toContainText('active')
  expect(await page.content()).not.toContain(token)

  const headers = { authorization: `Bearer ${token}` }
  const program = await playwright.request.newContext({
    baseURL: baseURL ?? '',
    extraHTTPHeaders: headers,
  })
  for (const collection of COLLECTIONS) {
    for (const format of ['ndjson', 'csv']) {
      const answer = await program.get(`/api/v1/${collection}?format=${format}&limit=10000`)
      expect(answer.status(), collection).toBe(200)
      expect(answer.headers()['cache-control']).toContain('no-store')
      expect(answer.headers()['access-control-allow-origin']).toBeUndefined()
      const text = await answer.text()
      for (const original of ORIGINALS) expect(text, collection).not.toContain(original)
    }
  }
  const [login] = (await (await program.get(`/api/v1/logins?user_id=${CANARY.user}`)).text())
    .trimEnd()
    .split('\n')
  expect(JSON.parse(login ?? '')).toMatchObject({
    user_id: CANARY.user,
    masked_ip: expect.stringMatching(/^ip1_/),
  })
  const head = await program.head('/api/v1/logins?limit=1')
  expect([head.status(), (await head.body()).length]).toEqual([200, 0])

  await reload(page)
  const row = page.getByRole('row', { name: /Browser test/ })
  await row.getByRole('button', { name: 'Revoke Browser test' }).click()
  await page.getByRole('button', { name: 'Revoke 1 token' }).click()
  await expect(row).toContainText('revoked')
  const refused = await program.get('/api/v1/logins')
  expect(refused.status()).toBe(401)
  expect(await refused.json()).toMatchObject({ detail: 'The token was revoked.' })
  await program.dispose()
  await page.goto('/audit?kind=manage-tokens')
  await expect(page.locator('[data-row]').first()).toContainText('manage API tokens')
  expect(found).toEqual([])
})

test('a session is worth nothing at the API, and its description is open', async ({ page }) => {
  await signIn(page, ADMIN)
  const refused = await page.request.get('/api/v1/logins')
  expect(refused.status()).toBe(401)
  expect(refused.headers()['content-type']).toBe('application/problem+json')
  expect(refused.headers()['x-content-type-options']).toBe('nosniff')
  const document = await (await page.request.get('/api/v1/openapi.json')).json()
  expect(document.openapi).toBe('3.1.0')
  expect(Object.keys(document.paths)).toEqual(COLLECTIONS.map((name) => `/${name}`))
})

test('runs, the batches of a run and selected logins are exported', async ({ page }) => {
  await signIn(page, ADMIN, '/runs')
  const exported = async (button: string) => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: button, exact: true }).first().click(),
    ])
    const text = readFileSync(await download.path(), 'utf8')
    return { name: download.suggestedFilename(), text, lines: text.trimEnd().split(/\r?\n/) }
  }
  const runs = await exported('Export CSV')
  expect(runs.name).toMatch(/^veilgate-runs-as-of-[\dtz-]+\.csv$/)
  expect(runs.lines[0]).toMatch(/^\uFEFFrun_id,mode,state,/)
  expect(runs.lines.length).toBeGreaterThan(1)
  await runWithBatches(page).getByRole('link').first().click()
  await expect(page.getByRole('heading', { level: 1, name: /^Run \d+$/ })).toBeVisible()
  const batches = await exported('Export NDJSON')
  expect(batches.name).toMatch(/^veilgate-run-\d+-batches-as-of-[\dtz-]+\.ndjson$/)
  expect(JSON.parse(batches.lines[0] ?? '')).toMatchObject({ balanced: true })

  await goTo(page, '/logins')
  await page.locator('[data-row] input[type="checkbox"]').first().click()
  const bar = page.getByRole('region', { name: 'Selected rows' })
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    bar.getByRole('button', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^veilgate-logins-selected-as-of-[\dtz-]+\.csv$/)
  const selected = readFileSync(await download.path(), 'utf8')
    .trimEnd()
    .split('\r\n')
  expect(selected).toHaveLength(2)
  expect(selected[0]).toMatch(/^\uFEFFsent_at,user_id,/)
  await expect(bar.getByRole('status')).toContainText('exported as CSV')
})
