import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { consoleUnderTest } from './support/console-under-test'
import { untilFolded } from './support/embedded-database'
import { ingestFirst } from './support/ingest-first'
import { reload } from './support/pages/go-to'
import { sendBodies } from './support/queue'
import { violations } from './support/violations'

/** Other people and devices each time: a second try finds nothing of the first. */
const TRY = String(Date.now() % 10_000).padStart(4, '0')
const [ANN, BEN, CLEO] = [`link-ann-${TRY}`, `link-ben-${TRY}`, `link-cleo-${TRY}`]
const TIMEOUT_MS = 30_000

test.use({ viewport: { width: 1440, height: 1_200 } })

/** ann and ben share one device, ben and cleo another. */
ingestFirst(
  async () => {
    const login = (user_id: string, device: number) =>
      JSON.stringify({
        user_id,
        app_version: '2.0.0',
        device_type: 'ios',
        locale: 'DE',
        ip: `203.0.113.${device}`,
        device_id: `203-0${device}-${TRY}`,
      })
    await sendBodies([login(ANN, 1), login(ANN, 1), login(BEN, 1), login(BEN, 2), login(CLEO, 2)])
  },
  () => untilFolded(consoleUnderTest().dataDir),
)

test('the palette finds a user, and sends nothing that may be an original', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/api/find')) sent.push(request.postData() ?? '')
  })
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog')
  await page.keyboard.type('203.0.113.7')
  await expect(palette.getByText(/are not sent from here/)).toBeVisible({ timeout: TIMEOUT_MS })
  await page.getByRole('combobox', { name: 'Search or run a command' }).fill('link-ann')
  const option = page.getByRole('option', { name: ANN })
  await expect(option).toBeVisible({ timeout: TIMEOUT_MS })
  await option.click()
  await page.waitForURL(`**/users/${ANN}`)
  for (const body of sent) expect(body).not.toContain('203.')
  expect(found).toEqual([])
})

test('the path to another is found from the graph, drawn, and kept in the URL', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, undefined, `/users/${ANN}`)
  await expect(page.locator(`[data-node="user:${ANN}"]`)).toBeVisible({ timeout: TIMEOUT_MS })
  await page.getByRole('button', { name: 'Path to…' }).click()
  await page.getByRole('combobox', { name: 'Path to a user, device or IP' }).fill(CLEO)
  await page.getByRole('option', { name: new RegExp(CLEO) }).click()
  const path = page.getByRole('region', { name: 'Path' })
  await expect(path).toContainText('Linked within 4 steps.', { timeout: TIMEOUT_MS })
  await expect(path.getByRole('listitem')).toHaveCount(5)
  await expect(path.getByRole('listitem').nth(1)).toContainText('2 logins,')
  await expect(page.locator(`[data-node="user:${CLEO}"]`)).toBeVisible()
  expect(new URL(page.url()).searchParams.get('to')).toBe(`user:${CLEO}`)
  expect(await violations(page)).toEqual([])

  await reload(page)
  await expect(path).toContainText('Linked within 4 steps.', { timeout: TIMEOUT_MS })
  await path.getByRole('button', { name: 'Close the path' }).click()
  await expect(path).toHaveCount(0)
  expect(found).toEqual([])
})

test('a node is found, put in the middle and expanded in place, and back leads back', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, undefined, `/users/${ANN}`)
  const search = page.getByRole('searchbox', { name: 'Find in the graph' })
  await search.fill(BEN)
  await expect(page.getByText('1 found')).toBeVisible({ timeout: TIMEOUT_MS })
  await search.press('Enter')
  await expect(page.locator(`[data-node="user:${BEN}"]`)).toHaveAttribute('aria-pressed', 'true')
  await page.getByRole('button', { name: 'Centre here' }).click()
  await expect.poll(() => centreOf(page)).toBe(`user:${BEN}`)
  await expect(page.locator(`[data-node="user:${CLEO}"]`)).toBeVisible({ timeout: TIMEOUT_MS })
  await page.goBack()
  await expect.poll(() => centreOf(page)).toBeNull()
  await expect(page.locator(`[data-node="user:${CLEO}"]`)).toHaveCount(0)

  await page.locator(`[data-node="user:${BEN}"]`).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Expand', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Collapse', exact: true })).toBeVisible()
  expect(new URL(page.url()).searchParams.getAll('expand')).toEqual([`user:${BEN}`])
  await page.getByRole('radio', { name: 'Links' }).click()
  await expect(page.getByRole('columnheader', { name: 'First, last seen' })).toBeVisible()
  expect(found).toEqual([])
})

function centreOf(page: Page): string | null {
  return new URL(page.url()).searchParams.get('centre')
}
