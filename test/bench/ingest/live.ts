import { execFileSync } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import pg from 'pg'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { postgresUrl, readPostgresState } from '@/lib/embedded/postgres-state'
import { ownEnv } from '@/lib/env'
import { generateLogins } from '@/lib/sample/generate-logins'
import { commitToPixelMs, type Shown } from '@/test/bench/ingest/commit-to-pixel'
import type { Bar } from '@/test/bench/ingest/table'
import { sendToEmbedded } from '@/test/support/programs/send-to-embedded'
import { type Console, OPERATOR, startConsole } from '@/test/support/programs/start-console'
import { median, percentile } from '@/test/support/statistics'

const STREAMS = 20
/** A person may have no more live views than eight at once, and one of them is a page's. */
const STREAMS_OF_A_PERSON = 7
const END_MS = 600_000

type Say = (line: string) => void
type Watched = { rate: number; lateMs: number[] }
type Seats = { console: Console; database: pg.Client; page: Page; streams: BrowserContext[] }

/** What it costs a drain of the console to be watched, and how late what was committed is seen. */
export async function measureLive(count: number, rounds: number, say: Say): Promise<Bar[]> {
  const executablePath = await findBrowser()
  const console = await startConsole()
  const state = readPostgresState(console.dataDir)
  if (state === null) throw new Error('The console has no database of its own')
  const database = new pg.Client({ connectionString: postgresUrl(state) })
  await database.connect()
  const browser = await chromium.launch({ executablePath })
  try {
    const contexts: BrowserContext[] = []
    while (contexts.length * STREAMS_OF_A_PERSON < STREAMS + 1) {
      contexts.push(await browser.newContext({ baseURL: console.url }))
    }
    // The compiler of this program names functions by a helper that no page has.
    for (const context of contexts)
      await context.addInitScript('globalThis.__name = (named) => named')
    const pages = await Promise.all(contexts.map((context) => context.newPage()))
    for (const [at, page] of pages.entries()) await signIn(page, personOf(console, at))
    const [page] = pages as [Page]
    for (const other of pages.slice(1)) await other.goto('about:blank')
    return await compare({ console, database, page, streams: contexts }, { count, rounds }, say)
  } finally {
    await browser.close()
    await database.end()
    await console.stop()
  }
}

async function compare(
  seats: Seats,
  { count, rounds }: { count: number; rounds: number },
  say: Say,
) {
  const found = { alone: [] as number[], watched: [] as Watched[], streamed: [] as number[] }
  for (let round = 1; round <= rounds; round += 1) {
    found.alone.push((await drain(seats, count, { seed: round * 3, stays: false })).rate)
    found.watched.push(await drain(seats, count, { seed: round * 3 + 1, stays: true }))
    const close = await openStreams(seats)
    found.streamed.push((await drain(seats, count, { seed: round * 3 + 2, stays: false })).rate)
    close()
  }
  const [alone, streamed] = [median(found.alone), median(found.streamed)]
  const watched = median(found.watched.map(({ rate }) => rate))
  const lateMs = percentile(
    found.watched.flatMap((round) => round.lateMs),
    0.95,
  )
  const rate = (value: number) => `${Math.round(value).toLocaleString('en-US')}/s`
  say(
    `\nThe console's drain: ${rate(alone)} with nobody watching, ${rate(watched)} with a browser on the`,
  )
  say(
    `overview, ${rate(streamed)} with ${STREAMS} live streams; committed to seen in ${Math.round(lateMs)} ms at p95`,
  )
  const bars: Bar[] = [
    { says: 'rate with a browser watching, to that with none', ratio: watched / alone, bar: 0.8 },
    { says: `rate with ${STREAMS} streams, to that with none`, ratio: streamed / alone, bar: 0.9 },
    { says: 'from commit to pixel at p95, ms', ratio: lateMs, bar: 250, atMost: true },
  ]
  return bars
}

/** Has the console drain, its page staying on the overview or gone. */
async function drain(
  { console, database, page }: Seats,
  count: number,
  { seed, stays }: { seed: number; stays: boolean },
): Promise<Watched> {
  await sendToEmbedded(console.dataDir, [...generateLogins({ count, seed })])
  await page.goto('/')
  await page.evaluate(watchReceived)
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  if (!stays) await page.goto('about:blank')
  const run = await endOfRun(database)
  const { rows: batches } = await database.query<{
    atMs: string
    received: number
    startedMs: string
  }>(
    `SELECT extract(epoch FROM committed_at) * 1000 AS "atMs", received,
       extract(epoch FROM started_at) * 1000 AS "startedMs"
     FROM ingest_batches WHERE run_id = $1 ORDER BY committed_at`,
    [run],
  )
  const commits = batches.map(({ atMs, received }) => ({ atMs: Number(atMs), received }))
  const shown = stays
    ? await page.evaluate(() => (window as never as { shown: Shown[] }).shown)
    : []
  const spanMs = (commits.at(-1)?.atMs ?? 0) - Number(batches[0]?.startedMs)
  return { rate: count / (spanMs / 1_000), lateMs: commitToPixelMs(commits, shown) }
}

/** Waits for the newest run to end. @returns its number. */
async function endOfRun(database: pg.Client): Promise<number> {
  for (const deadline = Date.now() + END_MS; Date.now() < deadline; await sleep(250)) {
    const { rows } = await database.query(
      'SELECT id, ended_at FROM ingest_runs ORDER BY started_at DESC LIMIT 1',
    )
    if (rows[0]?.ended_at) return rows[0].id
  }
  throw new Error('The run did not end in ten minutes')
}

/** Reads live streams as a browser does, and throws away what comes. @returns what ends them. */
async function openStreams({ console, streams }: Seats): Promise<() => void> {
  const controller = new AbortController()
  const cookies = await Promise.all(
    streams.map(async (context) =>
      (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; '),
    ),
  )
  for (let at = 0; at < STREAMS; at += 1) {
    const cookie = cookies[Math.floor(at / STREAMS_OF_A_PERSON)] ?? ''
    const { signal } = controller
    const answer = await fetch(`${console.url}/api/live`, { headers: { cookie }, signal })
    if (!answer.ok) throw new Error(`A live stream was refused: ${answer.status}`)
    void answer.body?.pipeTo(new WritableStream()).catch(() => undefined)
  }
  return () => controller.abort()
}

/** The console's operator, or another one who is made for it. */
function personOf({ dataDir }: Console, at: number): string {
  if (at === 0) return OPERATOR.email
  const email = `viewer${at}@example.com`
  execFileSync(process.execPath, ['lib/cli/bootstrap.mjs', 'users', 'add', email], {
    env: { ...ownEnv(), VEILGATE_DATA_DIR: dataDir, VEILGATE_USER_PASSWORD: OPERATOR.password },
    stdio: 'ignore',
  })
  return email
}

async function signIn(page: Page, email: string) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Ingest now' }).waitFor()
}

/** Runs in the page: notes each number of received messages when it is drawn. */
function watchReceived() {
  const shown: { atMs: number; received: number }[] = []
  Object.assign(window, { shown })
  const look = () => {
    const pane = document.querySelector('section[aria-label="This run"]')
    const text = /received\s*([\d,]+)/.exec(pane?.textContent ?? '')?.[1] ?? ''
    const received = Number(text.replaceAll(',', ''))
    if (received > 0 && received !== shown.at(-1)?.received)
      shown.push({ atMs: Date.now(), received })
    requestAnimationFrame(look)
  }
  look()
}
