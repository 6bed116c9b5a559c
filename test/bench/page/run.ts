import { setTimeout as sleep } from 'node:timers/promises'
import { type Browser, chromium, type Page } from '@playwright/test'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { defineCommand } from '@/lib/cli/terminal/command'
import { valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { generateLogins } from '@/lib/sample/generate-logins'
import { type Minute, missedBars } from '@/test/bench/page/judge'
import { type Observed, observe } from '@/test/bench/page/observe'
import { lapThroughPages, touch } from '@/test/bench/page/use-page'
import { sendToEmbedded } from '@/test/support/programs/send-to-embedded'
import { type Console, OPERATOR, startConsole } from '@/test/support/programs/start-console'
import { median, percentile } from '@/test/support/statistics'

const COMMAND = defineCommand({
  name: 'npm run bench:page',
  about: `
    Keeps one page of a built console open in a browser for an hour. Each minute it sees a drain, is
    left alone, is worked with and walked through. Prints per minute what the page weighs and how it
    felt, and at the end the bars that were missed.`,
  flags: {
    minutes: valueFlag('N', 'for how long', wholeNumber(1, 10_000).default(60)),
    count: valueFlag('N', 'logins of each drain', wholeNumber(1, 1_000_000).default(20_000)),
  },
  notes: `
    Exit code 1 where the page's heap or document grew, what stands on it moved, or its live stream
    brought more than 1 kB a second idle or 10 kB draining; never because of a time.`,
})

const IDLE_MS = 10_000
const DRAIN_MS = 300_000

/** `npm run bench:page`: exit 0 where every bar was held. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const executablePath = await findBrowser()
  const console = await startConsole()
  let browser: Browser | undefined
  const stop = async () => {
    await browser?.close()
    await console.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)))
  }
  try {
    browser = await chromium.launch({ executablePath })
    const page = await (await browser.newContext({ baseURL: console.url })).newPage()
    const observed = await observe(page)
    await signIn(page)
    const minutes: Minute[] = []
    const endMs = Date.now() + flags.minutes * 60_000
    while (minutes.length === 0 || Date.now() < endMs) {
      const startedMs = Date.now()
      const seed = minutes.length + 1
      const minute = await roundOf(page, observed, console, { count: flags.count, seed })
      minutes.push(minute)
      say(lineOf(minutes.length, minute))
      await sleep(Math.max(0, startedMs + 60_000 - Date.now()))
    }
    say(summary(minutes))
    const missed = missedBars(minutes)
    for (const bar of missed) say(`MISSED  ${bar}`)
    if (missed.length === 0) say('Every bar was held.')
    return missed.length === 0 ? 0 : 1
  } finally {
    await stop()
  }
}

/** One round: untouched while a run is at work, untouched while nothing is, then worked with. */
async function roundOf(
  page: Page,
  { met, heap }: Observed,
  console: Console,
  { count, seed }: { count: number; seed: number },
): Promise<Minute> {
  await send(console, count / 2, seed)
  await met()
  const startedMs = Date.now()
  await drain(page)
  const drained = await met()
  const seconds = (Date.now() - startedMs) / 1_000

  await sleep(2_000)
  await met()
  await sleep(IDLE_MS)
  const idle = await met()

  await send(console, count / 2, -seed >>> 0)
  await met()
  await drain(page, touch)
  const touched = await met()
  await lapThroughPages(page)
  return {
    ...(await heap()),
    rssMb: console.rssMb(),
    shift: drained.shift,
    interactionsMs: touched.interactionsMs,
    longTasksMs: [...drained.longTasksMs, ...touched.longTasksMs],
    drainingBytesPerSecond: drained.liveBytes / seconds,
    idleBytesPerSecond: idle.liveBytes / (IDLE_MS / 1_000),
  }
}

/** Ingests all that waits; meanwhile somebody may use the page. */
async function drain(page: Page, use: (page: Page) => Promise<void> = () => sleep(250)) {
  await page.getByRole('button', { name: 'Ingest now' }).click()
  const stop = page.getByRole('button', { name: 'Stop' })
  await stop.waitFor()
  for (const deadlineMs = Date.now() + DRAIN_MS; Date.now() < deadlineMs; ) {
    if ((await stop.count()) === 0) return
    await use(page)
  }
  throw new Error('The run did not end in five minutes.')
}

function send({ dataDir }: Console, count: number, seed: number) {
  const logins = generateLogins({ count: Math.ceil(count), seed, sharedDevices: 0.1 })
  return sendToEmbedded(dataDir, [...logins])
}

async function signIn(page: Page) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill(OPERATOR.email)
  await page.getByLabel('Password', { exact: true }).fill(OPERATOR.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Ingest now' }).waitFor()
}

function lineOf(number: number, minute: Minute): string {
  const { heapMb, nodes, rssMb, shift, interactionsMs, longTasksMs } = minute
  return [
    `minute ${String(number).padStart(3)}`,
    `heap ${heapMb.toFixed(1)} MB`,
    `${nodes} nodes`,
    `console ${Math.round(rssMb)} MB`,
    `shift ${shift.toFixed(4)}`,
    `interaction p95 ${ms(percentile(interactionsMs, 0.95))} of ${interactionsMs.length}`,
    `long tasks ${longTasksMs.length}, longest ${ms(Math.max(0, ...longTasksMs))}`,
    `live ${Math.round(minute.drainingBytesPerSecond)} B/s draining`,
    `${Math.round(minute.idleBytesPerSecond)} idle`,
  ].join(' · ')
}

function summary(minutes: readonly Minute[]): string {
  const interactions = minutes.flatMap(({ interactionsMs }) => interactionsMs)
  const tasks = minutes.flatMap(({ longTasksMs }) => longTasksMs)
  return [
    '',
    `interactions while draining: p50 ${ms(median(interactions))}, p95 ${ms(percentile(interactions, 0.95))}, longest ${ms(Math.max(0, ...interactions))}, of ${interactions.length}`,
    `tasks over 50 ms while draining: ${tasks.length}, over 100 ms: ${tasks.filter((task) => task > 100).length}, longest ${ms(Math.max(0, ...tasks))}`,
  ].join('\n')
}

function ms(value: number): string {
  return `${Math.round(value)} ms`
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
