import { execFileSync } from 'node:child_process'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import pg from 'pg'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { postgresUrl, readPostgresState } from '@/lib/embedded/postgres-state'
import { ownEnv } from '@/lib/env'
import { allMicros, COST_HEADING, costColumns, processesOf } from '@/test/bench/ingest/live-cost'
import { drain, type Seats, type Watched } from '@/test/bench/ingest/live-drain'
import type { Bar } from '@/test/bench/ingest/table'
import { type Console, OPERATOR, startConsole } from '@/test/support/programs/start-console'
import { median, percentile } from '@/test/support/statistics'

const STREAMS = 20
/** A person may have no more live views than eight at once, and one of them is a page's. */
const STREAMS_OF_A_PERSON = 7
/** At this rate it is measured how late what is committed is seen. */
const PACE = { perSecond: 2_000, seconds: 10 }

type Say = (line: string) => void
type Room = Seats & { streams: BrowserContext[] }

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
    const room = { console, database, page, streams: contexts, processes: processesOf(console) }
    return await compare(room, { count, rounds }, say)
  } finally {
    await browser.close()
    await database.end()
    await console.stop()
  }
}

async function compare(room: Room, { count, rounds }: { count: number; rounds: number }, say: Say) {
  const found = {
    alone: [] as Watched[],
    watched: [] as Watched[],
    streamed: [] as Watched[],
    paced: [] as Watched[],
  }
  for (let round = 1; round <= rounds; round += 1) {
    const seed = round * 4
    found.alone.push(await drain(room, { count, seed, stays: false }))
    found.watched.push(await drain(room, { count, seed: seed + 1, stays: true }))
    const close = await openStreams(room)
    found.streamed.push(await drain(room, { count, seed: seed + 2, stays: false }))
    close()
    const paced = { count: PACE.perSecond * PACE.seconds, perSecond: PACE.perSecond }
    found.paced.push(await drain(room, { ...paced, seed: seed + 3, stays: true }))
  }
  say(`\n${'The console’s drain'.padEnd(32)} messages/s${COST_HEADING}`)
  say(line('nobody watching', found.alone))
  say(line('a browser on the overview', found.watched))
  say(line(`${STREAMS} live streams`, found.streamed))
  say(line(`a browser, ${PACE.perSecond}/s sent`, found.paced))
  const late = (rounds: Watched[]) =>
    percentile(
      rounds.flatMap(({ lateMs }) => lateMs),
      0.95,
    )
  say(`committed to seen at p95: ${Math.round(late(found.watched))} ms at the full rate`)
  const [alone, cpu] = [rateOf(found.alone), (of: Watched[]) => median(of.map(allMicros))]
  const bars: Bar[] = [
    {
      says: 'rate with a browser watching, to that with none',
      ratio: rateOf(found.watched) / alone,
      bar: 0.8,
    },
    {
      says: 'the same by the processor time of all, which bounds it',
      ratio: cpu(found.alone) / cpu(found.watched),
      bar: 0.8,
    },
    {
      says: `rate with ${STREAMS} streams, to that with none`,
      ratio: rateOf(found.streamed) / alone,
      bar: 0.9,
    },
    {
      says: `from commit to pixel at p95, ${PACE.perSecond}/s, ms`,
      ratio: late(found.paced),
      bar: 250,
      atMost: true,
    },
  ]
  return bars
}

function rateOf(rounds: readonly Watched[]): number {
  return median(rounds.map(({ rate }) => rate))
}

function line(name: string, rounds: readonly Watched[]): string {
  const rate = Math.round(rateOf(rounds)).toLocaleString('en-US').padStart(11)
  return `${name.padEnd(32)}${rate}${costColumns(rounds.map(({ cost }) => cost))}`
}

/** Reads live streams as a browser does, and throws away what comes. @returns what ends them. */
async function openStreams({ console, streams }: Room): Promise<() => void> {
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
