import { expect, type Page, test } from '@playwright/test'
import { untilHydrated } from '../support/browser/hydrated'
import { ADMIN, complaints, OPERATOR, signIn, signInByForm } from './support/accounts'
import { goTo } from './support/pages/go-to'
import { holdFrom } from './support/pages/hold-from'
import { violations } from './support/violations'

test('every page is reached by keys', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  for (const [key, path, title] of [
    ['l', '/logins', 'Logins'],
    ['d', '/devices', 'Devices'],
    ['i', '/ips', 'IPs'],
    ['r', '/rejected', 'Rejected'],
    ['u', '/runs', 'Runs'],
    ['h', '/help', 'Help'],
    ['o', '/', 'Overview'],
  ] as const) {
    await pressInTurn(page, ['g', key])
    await page.waitForURL(`**${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
    await expect(
      page.getByRole('link', { name: new RegExp(`^${title}( \\d+ open: .*)?$`) }),
    ).toHaveAttribute('aria-current', 'page')
  }
  expect(found).toEqual([])
})

test('the letter behind g leads on, however late a busy page hears of it', async ({ page }) => {
  await signIn(page, OPERATOR, '/logins')
  await page.evaluate(() => {
    addEventListener('keydown', ({ key }) => {
      const until = performance.now() + (key === 'g' ? 1_500 : 0)
      while (performance.now() < until);
    })
  })
  await pressInTurn(page, ['g', 'u'])
  await page.waitForURL('**/runs')
})

test('the palette finds, runs and closes', async ({ page }) => {
  const found = complaints(page)
  await signIn(page)
  await page.keyboard.press('ControlOrMeta+k')
  const field = page.getByRole('combobox', { name: 'Search or run a command' })
  await expect(field).toBeFocused()
  await page.keyboard.type('runs')
  await expect(page.getByRole('option')).toHaveText([/Runs/])
  await page.keyboard.press('Enter')
  await page.waitForURL('**/runs')
  await expect(field).toHaveCount(0)

  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('no such thing')
  await expect(page.getByText('No results for “no such thing”.')).toBeVisible()
  await field.fill('dark')
  const options = page.getByRole('dialog').getByRole('option')
  await expect(options.first()).toHaveText('Dark colours')
  await field.fill('password')
  await expect(options).toHaveText(['Your account'])
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  // Keys are letters while one types, not commands.
  expect(new URL(page.url()).pathname).toBe('/runs')
  expect(found).toEqual([])
})

test('what is typed before the palette is there stands in its field', async ({ page }) => {
  const scripts = await holdableScripts(page)
  await signIn(page)
  scripts.hold()
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('runs')
  await expect.poll(scripts.held).toBeGreaterThan(0)
  // Escape gives it up, and what was typed with it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.type('runs')
  scripts.release()
  await expect(page.getByRole('combobox')).toHaveValue('runs')
  await expect(page.getByRole('option')).toHaveText([/Runs/])
})

test('what is typed before a filter is there stands in its field', async ({ page }) => {
  const scripts = await holdableScripts(page)
  await signIn(page, OPERATOR, '/logins')
  scripts.hold()
  await page.keyboard.press('/')
  await page.keyboard.type('app')
  await expect.poll(scripts.held).toBeGreaterThan(0)
  // Escape gives it up, and what was typed with it.
  await page.keyboard.press('Escape')
  await page.keyboard.press('/')
  await page.keyboard.type('loc')
  // The pane comes before what is in it.
  scripts.letThrough()
  await expect(page.getByRole('dialog', { name: 'Add a filter' })).toBeVisible()
  await page.keyboard.type('al')
  scripts.release()
  const field = page.getByRole('combobox', { name: 'What to filter by' })
  await expect(field).toHaveValue('local')
  await expect(field).toBeFocused()
  await page.keyboard.type('e')
  await expect(page.getByRole('dialog').getByRole('option')).toHaveText(['Locale'])

  await page.goto('/runs')
  await untilHydrated(page)
  scripts.hold()
  await page.keyboard.press('/')
  await page.keyboard.type('yester')
  scripts.release()
  await page.keyboard.type('day')
  await expect(page.getByRole('textbox', { name: 'Time', exact: true })).toHaveValue('yesterday')
})

test('a page that is pointed at is fetched ahead at once, and the others once the page is idle', async ({
  page,
}) => {
  const ahead = new Set<string>()
  page.on('request', (request) => {
    if (request.headers()['next-router-prefetch']) ahead.add(new URL(request.url()).pathname)
  })
  await page.addInitScript(neverIdle)
  await signIn(page, OPERATOR, '/runs?state=failed')
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await pages.getByRole('link', { name: 'Devices' }).hover()
  await expect.poll(() => [...ahead]).toContain('/devices')
  expect([...ahead]).not.toContain('/ips')
})

test('? shows all keys', async ({ page }) => {
  await signIn(page)
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keys' })
  await expect(sheet).toContainText('Search or run a command')
  await page.keyboard.press('Escape')
  await expect(sheet).toHaveCount(0)
})

test('the sidebar stays as it was left', async ({ page }) => {
  await signIn(page)
  const width = async () => (await page.locator('aside').first().boundingBox())?.width ?? 0
  expect(await width()).toBe(208)
  await page.keyboard.press('[')
  await expect.poll(width).toBe(52)
  await page.reload()
  expect(await width()).toBe(52)
  await expect(page.getByRole('link', { name: 'Logins' })).toBeVisible()
})

test('colours follow the system until they are chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' })
  await signIn(page)
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  const dark = await ground()
  await page.emulateMedia({ colorScheme: 'light' })
  const light = await ground()
  expect(light).not.toBe(dark)
  await page.getByRole('contentinfo').getByRole('button', { name: OPERATOR.email }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(ground).toBe(dark)
  // The server writes it into the document: no paint, and no script, comes before it.
  expect(await (await page.request.get('/')).text()).toMatch(/<html[^>]* data-theme="dark"/)
})

test('narrow windows have the pages in a drawer', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await signIn(page)
  await expect(page.locator('aside')).toBeHidden()
  await page.getByRole('button', { name: 'Pages' }).click()
  const drawer = page.getByRole('dialog', { name: 'Pages' })
  await drawer.getByRole('link', { name: 'Runs' }).click()
  await page.waitForURL('**/runs')
  await expect(drawer).toHaveCount(0)
})

test('a drawer that is opened on a page as soon as it is there stays open', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 700 })
  await signIn(page, OPERATOR, '/help')
  const title = page.getByRole('heading', { level: 1 })
  // What else the page does when it changes comes after the click.
  const letGo = await holdFrom(page, 'Devices')
  await pressInTurn(page, ['g', 'd'])
  await expect(title).toHaveText('Devices')
  await page.getByRole('button', { name: 'Pages' }).click()
  await letGo()
  const drawer = page.getByRole('dialog', { name: 'Pages' })
  await drawer.getByRole('link', { name: 'Runs' }).click()
  await expect(title).toHaveText('Runs')
  await expect(drawer).toHaveCount(0)
})

test('the status bar says what is reachable, and when the connection is lost', async ({ page }) => {
  await signIn(page)
  const bar = page.getByRole('contentinfo')
  await expect(bar).toContainText(/queue reached (just now|\d+ s ago) · [\d,]+ waiting/)
  await expect(bar).toContainText(/database \d+ ms/)
  await expect(bar).toContainText(/times in UTC/)

  await page.route('**/api/live', (route) => route.abort())
  await page.reload()
  await expect(bar).toContainText(/connection to the console lost/)
  await page.unroute('**/api/live')
  await expect(bar).not.toContainText(/connection to the console lost/, { timeout: 20_000 })
})

test('a session that is ended leads to signing in, also from a page left open', async ({
  page,
  context,
}) => {
  await signInByForm(page, OPERATOR, '/')
  const other = await context.newPage()
  await goTo(other, '/runs')
  await other.getByRole('contentinfo').getByRole('button', { name: OPERATOR.email }).click()
  await other.getByRole('menuitem', { name: 'Sign out' }).click()
  await other.waitForURL('**/sign-in')
  await page.waitForURL('**/sign-in*', { timeout: 40_000 })
})

test('an address without a page is answered by 404, within the frame', async ({ page }) => {
  await signIn(page, OPERATOR, '/no-such-page')
  expect((await page.request.get('/no-such-page')).status()).toBe(404)
  await expect(page.getByText('There is nothing at this address.')).toBeVisible()
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
})

test('what opens by keys is accessible', async ({ page }) => {
  await signIn(page, ADMIN)
  await expect(page).toHaveTitle('Overview · Veilgate')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('listbox')).toBeVisible()
  expect(await violations(page, '[role="dialog"], [role="menu"]')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toHaveCount(0)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  expect(await violations(page, '[role="dialog"], [role="menu"]')).toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.getByRole('contentinfo').getByRole('button', { name: ADMIN.email }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  expect(await violations(page, '[role="dialog"], [role="menu"]')).toEqual([])
})

/** Presses keys without a pause between them, however long the page takes for one. */
async function pressInTurn(page: Page, keys: string[]) {
  await Promise.all(keys.map((key) => page.keyboard.press(key)))
}

/** Scripts of a page that is never idle, which can be kept on their way. */
async function holdableScripts(page: Page) {
  let isHolding = false
  let held: (() => void)[] = []
  await page.route('**/*.js*', async (route) => {
    if (isHolding) await new Promise<void>((resolve) => held.push(resolve))
    await route.continue()
  })
  await page.addInitScript(neverIdle)
  const letThrough = () => {
    for (const pass of held) pass()
    held = []
  }
  return {
    hold: () => {
      isHolding = true
    },
    held: () => held.length,
    /** Those that are asked for from now on are held, still. */
    letThrough,
    release: () => {
      isHolding = false
      letThrough()
    },
  }
}

/** Nothing is loaded in idle moments, as on a busy machine. */
function neverIdle() {
  Object.assign(window, { requestIdleCallback: () => 0 })
}
