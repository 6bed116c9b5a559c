import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import type pg from 'pg'
import { generateLogins } from '@/lib/sample/generate-logins'
import { commitToPixelMs, type Shown } from '@/test/bench/ingest/commit-to-pixel'
import {
  type LiveCost,
  liveCost,
  type Processes,
  readLiveCost,
} from '@/test/bench/ingest/live-cost'
import { sendToEmbedded } from '@/test/support/programs/send-to-embedded'
import type { Console } from '@/test/support/programs/start-console'

const END_MS = 600_000
/** A paced sender sends so often. */
const SENDS_PER_SECOND = 10

export type Watched = { rate: number; lateMs: number[]; cost: LiveCost }
export type Seats = { console: Console; database: pg.Client; page: Page; processes: Processes }

type Drain = {
  count: number
  seed: number
  /** Whether the page stays on the overview, or is gone. */
  stays: boolean
  /** How many messages arrive in a second; all wait already where it is left out. */
  perSecond?: number
}

/** Has the console drain. */
export async function drain(
  { console, database, page, processes }: Seats,
  { count, seed, stays, perSecond }: Drain,
): Promise<Watched> {
  const messages = [...generateLogins({ count, seed })]
  const waiting = perSecond === undefined ? count : perSecond / SENDS_PER_SECOND
  await sendToEmbedded(console.dataDir, messages.slice(0, waiting))
  await page.goto('/')
  await page.evaluate(watchReceived)
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await page.getByRole('button', { name: 'Stop' }).waitFor()
  if (!stays) await page.goto('about:blank')
  const before = readLiveCost(processes)
  const sending = sendPaced(console, messages.slice(waiting), waiting)
  const run = await endOfRun(database)
  await sending
  const cost = liveCost(before, readLiveCost(processes), count)
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
  return { rate: count / (spanMs / 1_000), lateMs: commitToPixelMs(commits, shown), cost }
}

/** Sends so many messages ten times a second. */
async function sendPaced({ dataDir }: Console, messages: string[], atATime: number) {
  const startMs = performance.now()
  for (let at = 0; at < messages.length; at += atATime) {
    await sendToEmbedded(dataDir, messages.slice(at, at + atATime))
    const dueMs = startMs + ((at / atATime + 1) * 1_000) / SENDS_PER_SECOND
    await sleep(Math.max(0, dueMs - performance.now()))
  }
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

/**
 * Runs in the page: notes each number of received messages when it is drawn. It looks when something has changed:
 * a look at each frame would have the browser draw sixty a second.
 */
function watchReceived() {
  const shown: { atMs: number; received: number }[] = []
  Object.assign(window, { shown })
  let isDue = false
  const look = () => {
    isDue = false
    const pane = document.querySelector('section[aria-label="This run"]')
    const text = /received\s*([\d,]+)/.exec(pane?.textContent ?? '')?.[1] ?? ''
    const received = Number(text.replaceAll(',', ''))
    if (received > 0 && received !== shown.at(-1)?.received)
      shown.push({ atMs: Date.now(), received })
  }
  new MutationObserver(() => {
    if (!isDue) requestAnimationFrame(look)
    isDue = true
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}
