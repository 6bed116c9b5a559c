import { isDeepStrictEqual } from 'node:util'
import { expect, type Page, test } from '@playwright/test'
import { signIn } from './support/accounts'
import { ingestAll } from './support/ingest-all'
import { reload } from './support/pages/go-to'
import { type Figures, readFigures } from './support/pages/overview-figures'
import { emptyQueue, sendLogins } from './support/queue'
import { whileStopped } from './support/suspend'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

/** What moves has to hold, too: the other tests are without. */
test.use({ contextOptions: { reducedMotion: 'no-preference' } })

const MOMENTS = 20
/** What this machine drains in a second, as it did when it was asked. */
let perSecond = 0

test.beforeAll(async ({ browser }) => {
  const page = await (await browser.newContext()).newPage()
  await signIn(page)
  await ingestAll(page)
  await sendLogins(5_000)
  await ingestAll(page)
  // Of the run that has just ended, its mean alone is shown.
  perSecond = numberIn((await readFigures(page)).rates[0])
  expect(perSecond).toBeGreaterThan(0)
  await page.context().close()
})

test('at twenty moments of a drain no two figures disagree, and the layout does not shift', async ({
  page,
}) => {
  test.setTimeout(600_000)
  await page.addInitScript(countShifts)
  await signIn(page)
  await ingestAll(page)
  const many = await sendSeconds(40)
  await begin(page)
  const startedAtMs = Date.now()
  await page.evaluate(() => {
    Object.assign(window, { shifted: 0 })
  })

  const moments: (Figures & { atMs: number })[] = []
  let emptyAtMs: number | null = null
  while (emptyAtMs === null) {
    const figures = await readFigures(page)
    const atMs = Date.now()
    moments.push({ ...figures, atMs })
    if (!figures.isActive || figures.waiting[0] === '0') emptyAtMs = atMs
    else await page.waitForTimeout(200)
  }
  expect(moments.length).toBeGreaterThanOrEqual(MOMENTS)
  for (const { rates, secondsToEmpty, received, waiting, isActive } of moments) {
    expect(new Set(rates).size, rates.join(' ')).toBeLessThanOrEqual(1)
    expect(new Set(secondsToEmpty).size).toBeLessThanOrEqual(1)
    if (isActive) expect(received[1]).toBe(received[0])
    if (waiting[0] !== undefined) expect(waiting[1]).toBe(waiting[0])
  }
  expect(moments.some(({ rates }) => rates.length >= 2)).toBe(true)

  const shown = moments.flatMap(({ rates }) => (rates[0] === undefined ? [] : [numberIn(rates[0])]))
  const mean = shown.reduce((sum, rate) => sum + rate, 0) / shown.length
  const truePace = many / ((emptyAtMs - startedAtMs) / 1_000)
  expect(mean).toBeGreaterThan(truePace / 1.5)
  expect(mean).toBeLessThan(truePace * 1.5)

  const late = moments.filter(({ atMs }) => atMs - startedAtMs > 10_000)
  for (const { secondsToEmpty, waiting, atMs } of late) {
    const truth = (emptyAtMs - atMs) / 1_000
    // Nearer to the end a step of what is shown is more than half of it.
    if (truth < 15) continue
    // No one can know that the machine will go on faster or slower than it did so far.
    const pace = numberIn(waiting[0]) / truth
    if (pace > mean * 1.4 || pace < mean / 1.4) continue
    expect(secondsToEmpty.length, `${truth} s before the end`).toBeGreaterThan(0)
    expect(secondsToEmpty[0]).toBeLessThan(2 * truth)
    expect(secondsToEmpty[0]).toBeGreaterThan(truth / 2)
  }
  const shifted = await page.evaluate(() => (window as unknown as { shifted: number }).shifted)
  expect(shifted).toBeLessThanOrEqual(0.05)

  await expect(page.getByRole('region', { name: 'Last run' })).toContainText('finished', {
    timeout: 90_000,
  })
  // Its mean, which the chart alone says.
  expect((await readFigures(page)).rates).toHaveLength(1)
})

for (const server of ['postgres', 'queue'] as const) {
  test(`what is old is greyed, and no rate is claimed, while the ${server} does not answer`, async ({
    page,
  }) => {
    await drainFor(page, 15)
    await expect.poll(async () => (await readFigures(page)).rates.length).toBeGreaterThan(0)
    await whileStopped(server, async () => {
      await expectStale(page)
      const words = server === 'postgres' ? /waits: database away/ : /waits: queue away|is waiting/
      await expect(page.getByRole('contentinfo')).toContainText(words)
      await expect(page.getByRole('contentinfo')).toContainText(`${nameOf(server)} not reachable`)
      expect((await readFigures(page)).rates).toEqual([])
    })
    await expect.poll(async () => (await readFigures(page)).stale, { timeout: 60_000 }).toBe(0)
  })
}

test('what is old is greyed, and no rate is claimed, while nothing comes from the console', async ({
  page,
}) => {
  await drainFor(page, 40)
  await page.route('**/api/live*', (route) => route.abort())
  // A page that a slow machine sends before it has read the figures has none to grey, but a place for each.
  await expect(async () => {
    await page.reload()
    const { isActive, waiting } = await readFigures(page)
    expect(isActive).toBe(true)
    expect(numberIn(waiting[0])).toBeGreaterThan(0)
  }).toPass({ timeout: 30_000 })
  await expectStale(page)
  await expect(page.getByRole('region', { name: 'This run' })).not.toContainText('running')
  await page.unroute('**/api/live*')
  await expect.poll(async () => (await readFigures(page)).stale, { timeout: 60_000 }).toBe(0)
})

test('what is old is greyed after the computer slept, until something new comes', async ({
  page,
}) => {
  await page.clock.install()
  await drainFor(page, 15)
  await expect.poll(async () => (await readFigures(page)).rates.length).toBeGreaterThan(0)
  await page.evaluate(recordStale)
  await page.clock.fastForward('08:00:00')
  const recorded = () => page.evaluate(() => (window as unknown as { stale: string[] }).stale)
  await expect.poll(async () => (await recorded()).join('\n')).toMatch(/unknown for 8 h/)
  const asleep = (await recorded()).filter((text) => text.includes('unknown for 8 h'))
  for (const text of asleep) expect(text).not.toMatch(/\d\/s\b|empty in/)
  await reload(page)
  await emptyQueue()
  await ingestAll(page)
})

function numberIn(text = ''): number {
  return Number(text.replace(/[^\d.]/g, ''))
}

/** Sends what takes so long to drain. @returns how many that are. */
async function sendSeconds(seconds: number): Promise<number> {
  const count = Math.min(80_000, Math.max(0, Math.ceil(perSecond * seconds)))
  await sendLogins(count)
  return count
}

/**
 * Has the overview open while a run goes on for that long at least: the one of the test before, which
 * had a part of it left, or another.
 */
async function drainFor(page: Page, seconds: number) {
  await signIn(page)
  const { isActive, waiting } = await readFigures(page)
  const secondsLeft = isActive ? numberIn(waiting[0]) / perSecond : 0
  // What ends while more is sent does not go on with it.
  const goesOn = secondsLeft > 5
  if (isActive && !goesOn) await ingestAll(page)
  await sendSeconds(seconds - (goesOn ? secondsLeft : 0))
  if (!goesOn) await begin(page)
}

/** Begins a run, and waits until the page shows it and what was sent for it. */
async function begin(page: Page) {
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await expect(page.getByRole('button', { name: 'Stop' })).toBeVisible()
  await expect(async () => {
    const { isActive, waiting } = await readFigures(page)
    expect(isActive).toBe(true)
    expect(numberIn(waiting[0])).toBeGreaterThan(0)
  }).toPass({ timeout: 60_000, intervals: [100] })
}

/** Within five seconds by the page's own timers, which a slow machine delays as it does all of the page. */
async function expectStale(page: Page) {
  const look = async () => {
    const { stale, rates, secondsToEmpty } = await readFigures(page)
    return { isStale: stale > 0, claims: [...rates, ...secondsToEmpty] }
  }
  const stale = { isStale: true, claims: [] }
  let seen = await look()
  for (let looks = 0; looks < 20 && !isDeepStrictEqual(seen, stale); looks += 1) {
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 250)))
    seen = await look()
  }
  expect(seen).toEqual(stale)
}

function nameOf(server: 'postgres' | 'queue'): string {
  return server === 'postgres' ? 'database' : 'queue'
}

/** Adds up what the browser counts as shifted. */
function countShifts() {
  const shifts = window as unknown as { shifted: number }
  shifts.shifted = 0
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & {
      value: number
      hadRecentInput: boolean
    })[]) {
      if (!entry.hadRecentInput) shifts.shifted += entry.value
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Keeps what the page says whenever a part of it is greyed: the next event may end that soon. */
function recordStale() {
  const record = window as unknown as { stale: string[] }
  record.stale = []
  new MutationObserver(() => {
    // biome-ignore lint/performance/useDomNodeTextContent: scripts are text, too
    if (document.querySelector('[data-stale]')) record.stale.push(document.body.innerText)
  }).observe(document.body, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
}
