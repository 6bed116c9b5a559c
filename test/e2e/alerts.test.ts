import { expect, type Page, test } from '@playwright/test'
import { type Receiver, startReceiver } from '../support/alerts/receiver'
import { ADMIN, complaints, OPERATOR, signIn } from './support/accounts'
import { remains } from './support/admin'
import { reload } from './support/pages/go-to'
import { whileStopped } from './support/suspend'
import { violations } from './support/violations'

/** The channel that the first test makes is told by the second. */
test.describe.configure({ mode: 'serial' })

/** An evaluation comes every ten seconds, and waits five for a queue that does not answer. */
const EVALUATED = { timeout: 90_000 }
const PAGE = '/settings/alerts'

let receiver: Receiver

test.beforeAll(async () => {
  receiver = await startReceiver()
})
test.afterAll(() => receiver.close())

const tab = (page: Page, name: string) => page.getByRole('tab', { name })
const row = (page: Page, rule: string) => page.locator(`tr[data-rule="${rule}"]`)

async function choose(page: Page, of: string, item: string) {
  await page.getByRole('button', { name: `Change ${of}` }).click()
  await page.getByRole('menuitem', { name: item, exact: true }).click()
}

test('an admin adds a webhook, is shown its secret once, sends a test, and sees its answer', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page, ADMIN, PAGE)
  expect(await violations(page)).toEqual([])
  await tab(page, 'Channels').click()
  await page.getByRole('button', { name: 'Add a channel…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name', { exact: true }).fill('On call')
  await dialog.getByLabel('URL', { exact: true }).fill('ftp://example.com/')
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toContainText('Give a URL, such as')
  await dialog.getByLabel('URL', { exact: true }).fill(receiver.url('/in/s3cretWXYZ'))
  expect(await violations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(dialog).toContainText('It is shown only once')
  const secret = (await dialog.locator('code[data-secret]').textContent()) ?? ''
  expect(secret).toMatch(/^[\w-]{43}$/)
  await dialog.getByRole('button', { name: 'I have copied it' }).click()

  const channel = page.getByRole('region', { name: 'Channel On call' })
  await expect(channel).toContainText('/…WXYZ')
  await channel.getByRole('button', { name: 'Test On call' }).click()
  await expect(channel.getByRole('row').nth(1)).toContainText(/Test\s*delivered\s*1\s*200/)
  await expect(channel).toContainText('thanks')
  expect(receiver.received).toHaveLength(1)
  expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({
    rule: 'test',
    state: 'test',
  })

  receiver.answer((response) => response.writeHead(503).end('closed today'))
  await channel.getByRole('button', { name: 'Test On call' }).click()
  await expect(channel.getByRole('row').nth(1)).toContainText('It answered 503. closed today')
  receiver.answer((response) => response.end('thanks'))

  // Neither the URL nor the secret is on the page any more, or in what comes with it.
  await reload(page)
  await tab(page, 'Channels').click()
  await expect(channel).toBeVisible()
  for (const hidden of [secret, 's3cret']) expect(await remains(page)).not.toContain(hidden)
  expect(await violations(page)).toEqual([])
  expect(found.filter((text) => !text.includes('503'))).toEqual([])
})

test('a queue that does not answer fires, is counted on every page, and is resolved', async ({
  page,
}) => {
  await signIn(page, ADMIN, PAGE)
  await choose(page, 'Queue unreachable', 'Set the threshold…')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(/Without an answer for/).fill('5')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(row(page, 'queue-unreachable')).toContainText('5 s')
  await expect(row(page, 'queue-unreachable')).toContainText('ok', EVALUATED)

  const states = () =>
    receiver.received
      .map(({ body }) => JSON.parse(body))
      .filter(({ rule }) => rule === 'queue-unreachable')
      .map(({ state }) => state)
  await whileStopped('queue', async () => {
    await expect(row(page, 'queue-unreachable')).toContainText('firing', EVALUATED)
    await expect(page.getByRole('row').nth(1)).toContainText('firing')
    await expect(row(page, 'dead-letters')).toContainText('Not known')
    await expect(page.getByRole('link', { name: /^Alerts\s*\d/ }).first()).toBeVisible()
    await expect.poll(states, EVALUATED).toEqual(['firing'])
    // A page is bundled apart from what watches the queue.
    const other = await page.context().newPage()
    await other.goto('/dead-letters')
    await expect(other.getByRole('main')).toContainText('The dead-letter queue could not be asked.')
    await expect(other.getByRole('main')).toContainText(/127\.0\.0\.1:\d+ did not answer/)
    await other.close()
  })
  await expect(row(page, 'queue-unreachable')).toContainText('ok', EVALUATED)
  await expect.poll(states, EVALUATED).toEqual(['firing', 'resolved'])

  await reload(page)
  await tab(page, 'History').click()
  const history = page.getByRole('region', { name: 'History of the alerts' })
  await expect(history.getByRole('row', { name: /Queue unreachable\s*firing/ })).toBeVisible()
  await expect(history.getByRole('row', { name: /Queue unreachable\s*resolved/ })).toBeVisible()
  await expect(history.getByRole('row', { name: /threshold 5 s/ })).toContainText(ADMIN.email)
  expect(await violations(page)).toEqual([])
})

test('an admin mutes a rule, unmutes it, and turns it off and on', async ({ page }) => {
  await signIn(page, ADMIN, PAGE)
  const rule = row(page, 'run-failed')
  await choose(page, 'Run failed', 'Mute for 8 hours')
  await expect(rule).toContainText('muted until')
  await choose(page, 'Run failed', 'Unmute')
  await expect(rule).not.toContainText('muted')
  await choose(page, 'Run failed', 'Turn off')
  await expect(rule).toContainText('not evaluated')
  await choose(page, 'Run failed', 'Turn on')
  await expect(rule).not.toContainText('not evaluated')
})

test('an operator sees how the rules stand, and changes nothing', async ({ page }) => {
  await signIn(page, OPERATOR)
  await page
    .getByRole('link', { name: /^Alerts/ })
    .first()
    .click()
  await expect(row(page, 'queue-unreachable')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Change / })).toHaveCount(0)
  await tab(page, 'Channels').click()
  await expect(page.getByRole('region', { name: 'Channel On call' })).toBeVisible()
  for (const name of [/^Test /, /^Add a channel/]) {
    await expect(page.getByRole('button', { name })).toHaveCount(0)
  }
  await expect(page.getByText('thanks')).toHaveCount(0)
})

test('anybody has their own browser told, and no longer', async ({ page }) => {
  await page.addInitScript(recordNotifications)
  await signIn(page, OPERATOR, PAGE)
  await tab(page, 'Channels').click()
  const own = page.getByRole('region', { name: 'Notifications of this browser' })
  await own.getByRole('button', { name: 'Turn on' }).click()
  await own.getByRole('button', { name: 'Test' }).click()
  const shown = () => page.evaluate(() => (window as unknown as { shown: string[] }).shown)
  await expect.poll(shown).toEqual(['Veilgate: test'])
  await reload(page)
  await tab(page, 'Channels').click()
  await own.getByRole('button', { name: 'Turn off' }).click()
  await expect(own.getByRole('button', { name: 'Turn on' })).toBeVisible()
})

test('fits a phone, and an admin removes the channel', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 800 })
  await signIn(page, ADMIN, PAGE)
  const width = () => page.evaluate(() => document.documentElement.scrollWidth)
  expect(await width()).toBeLessThanOrEqual(390)
  await tab(page, 'Channels').click()
  expect(await width()).toBeLessThanOrEqual(390)
  await choose(page, 'On call', 'Remove…')
  await page.getByRole('button', { name: 'Remove 1 channel' }).click()
  await expect(page.getByRole('region', { name: 'Channel On call' })).toHaveCount(0)
})

/** A browser without a window denies notifications, whatever is granted: these are kept instead. */
function recordNotifications() {
  const shown: string[] = []
  class Notification {
    static permission = 'granted'
    constructor(title: string) {
      shown.push(title)
    }
  }
  Object.assign(window, { shown, Notification })
}
