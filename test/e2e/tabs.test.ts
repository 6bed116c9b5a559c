import { type BrowserContext, expect, type Page, type Request, test } from '@playwright/test'
import { OPERATOR, signIn, signInByForm } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { goTo } from './support/pages/go-to'
import { sendLogins } from './support/queue'

/** They share the one queue. */
test.describe.configure({ mode: 'serial' })

/** More than the connections that a browser has to one host. */
const TABS = 8

test('eight tabs share one live stream, which moves on when the one that has it is closed', async ({
  page,
  context,
}) => {
  const tabs = [page]
  const streams = liveStreams(context, tabs)
  await signIn(page)
  while (tabs.length < TABS) {
    const tab = await context.newPage()
    await goTo(tab, '/')
    await expectLive(tab)
    tabs.push(tab)
  }
  await expect.poll(streams).toEqual([0])

  await sendLogins(3_000)
  await ingestAll(page)
  const run = await lastRunSeen(page)
  for (const tab of tabs) await expect.poll(() => lastRun(tab)).toBe(run)
  // None of the browser's six connections waits for a stream to end.
  const last = tabs.at(-1) as Page
  await last.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Runs' }).click()
  await expect(last.getByRole('heading', { level: 1, name: 'Runs' })).toBeVisible()
  expect(streams()).toEqual([0])

  await page.close()
  await expect.poll(streams).toHaveLength(1)
  const others = tabs.slice(1, -1)
  await sendLogins(500)
  await ingestAll(others[0] as Page)
  const next = await lastRunSeen(others[0] as Page)
  expect(next).not.toBe(run)
  for (const tab of others) {
    await expect.poll(() => lastRun(tab)).toBe(next)
    await expectLive(tab)
  }
  expect(streams()).toHaveLength(1)
})

test('a tab that is hidden for long, or kept for "back", has no stream until it is looked at', async ({
  page,
  context,
}) => {
  const streams = liveStreams(context, [page])
  await page.clock.install()
  await signIn(page)
  await expect.poll(streams).toEqual([0])
  await show(page, 'hidden')
  await page.clock.runFor(32_000)
  await expect.poll(streams).toEqual([])
  await show(page, 'visible')
  await expect.poll(streams).toEqual([0])
  await expectLive(page)

  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
  await expect.poll(streams).toEqual([])
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
  await expect.poll(streams).toEqual([0])
  await expectLive(page)
})

test('tabs that cannot agree on who leads have a stream each', async ({ page, context }) => {
  const tabs = [page]
  const streams = liveStreams(context, tabs)
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }))
  await signIn(page)
  const other = await context.newPage()
  tabs.push(other)
  await other.goto('/')
  await expectLive(other)
  await expect.poll(streams).toEqual([0, 1])
})

test('signing out in one tab ends all, also where another signs in', async ({ page, context }) => {
  const last = await context.newPage()
  const tabs = [page, await context.newPage(), last]
  const streams = liveStreams(context, tabs)
  await signInByForm(page, OPERATOR, '/')
  for (const tab of tabs.slice(1)) {
    await goTo(tab, '/')
    await expectLive(tab)
  }
  await last.getByRole('contentinfo').getByRole('button', { name: OPERATOR.email }).click()
  await last.getByRole('menuitem', { name: 'Sign out' }).click()
  for (const tab of tabs) await tab.waitForURL('**/sign-in*')
  await expect.poll(streams).toEqual([])
  await signInByForm(last, OPERATOR, '/')
  await expect.poll(streams).toEqual([2])
})

test('the event that a page is rendered with is sent once, and the stream is compressed', async ({
  page,
}) => {
  const stream = page.waitForResponse('**/api/live')
  await signIn(page)
  expect(await (await stream).headerValue('content-encoding')).toBe('gzip')
  await expectLive(page)
  // A page is rendered without it where the figures took too long.
  await expect(async () => {
    const html = await (await page.request.get('/')).text()
    expect(html.match(/depthHistory/g) ?? []).toHaveLength(1)
  }).toPass()
})

/** Which of the tabs have a live stream open, as the browser sees its requests. */
function liveStreams(context: BrowserContext, tabs: readonly Page[]): () => number[] {
  const open = new Set<Request>()
  context.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/live') open.add(request)
  })
  context.on('requestfinished', (request) => void open.delete(request))
  context.on('requestfailed', (request) => void open.delete(request))
  return () =>
    [...open]
      .map((request) => request.frame().page())
      .filter((page) => !page.isClosed())
      .map((page) => tabs.indexOf(page))
      .sort()
}

/** It heard from the console, and says nothing of a lost connection. */
async function expectLive(page: Page) {
  const bar = page.getByRole('contentinfo')
  await expect(bar).toContainText(/database \d+ ms/)
  await expect(bar).not.toContainText('connection to the console lost')
}

/** The last run as the overview names it, once it does: what is old says its age instead of the state. */
async function lastRunSeen(page: Page): Promise<string | null> {
  let run: string | null = null
  await expect(async () => {
    run = await lastRun(page)
    expect(run).not.toBeNull()
  }).toPass({ timeout: 20_000, intervals: [100] })
  return run
}

/** The last run as the overview names it, if it says that it has finished. */
async function lastRun(page: Page): Promise<string | null> {
  const run = page.getByRole('region', { name: 'Last run' }).filter({ hasText: 'finished' })
  const bars = await run
    .getByRole('progressbar')
    .evaluateAll((all) => all.map((bar) => bar.getAttribute('aria-label')))
  return bars[0] ?? null
}

async function show(page: Page, state: DocumentVisibilityState) {
  await page.evaluate((to) => {
    Object.defineProperty(document, 'visibilityState', { value: to, configurable: true })
    document.dispatchEvent(new Event('visibilitychange'))
  }, state)
}
