import { setTimeout as sleep } from 'node:timers/promises'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { FLOODS, type Target } from '@/test/load/floods'
import { longestLoginsMs, missedBars, statuses } from '@/test/load/judge'
import { signIn } from '@/test/load/sign-in'
import { watchApart } from '@/test/load/watch'
import { compilePrograms } from '@/test/support/programs/compile-programs'
import { type Console, OPERATOR, startConsole } from '@/test/support/programs/start-console'
import { percentile } from '@/test/support/statistics'

const COMMAND = defineCommand({
  name: 'npm run test:load',
  about: `
    Starts a built console on this machine and floods it, one flood after the other, while a health
    check and a signed-in person go on asking. Prints what they met, and the bars that were missed.
    Takes some ten minutes.`,
  flags: { only: valueFlag('NAME', 'only floods whose name holds this', text().optional()) },
})

const QUIET_MS = 10_000
const SETTLE_SECONDS = 90

/** `npm run test:load`: exit 0 where something ran and every bar was held. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const floods = FLOODS.filter(({ name }) => name.includes(flags.only ?? ''))
  await compilePrograms()
  const console = await startConsole()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void console.stop().finally(() => process.exit(130)))
  }
  let missed = 0
  try {
    const target = await sessionOn(console)
    // A session of its own: what floods by a session uses up the places of that one.
    const beside = await sessionOn(console)
    await quiet(beside)
    const quietMs = percentile((await quiet(beside)).loginsMs, 0.95)
    say(
      `/logins in quiet: ${Math.round(quietMs)} ms, so ${Math.round(longestLoginsMs(quietMs))} ms at most\n`,
    )
    for (const flood of floods) missed += await strike(console, { target, beside }, flood, quietMs)
  } finally {
    await console.stop()
  }
  say(missed === 0 ? 'Every bar was held.' : `${missed} bars were missed.`)
  return floods.length > 0 && missed === 0 ? 0 : 1
}

/** @returns how many bars were missed. */
async function strike(
  console: Console,
  { target, beside }: { target: Target; beside: Target },
  { name, served, run }: (typeof FLOODS)[number],
  quietMs: number,
): Promise<number> {
  const before = { rssMb: console.rssMb(), uncaught: console.uncaught() }
  const over = new AbortController()
  const watching = watchApart(beside, over.signal)
  const answers = await run(target)
  over.abort()
  const seen = await watching
  const after = await settledRss(console, before.rssMb)
  const uncaught = console.uncaught() - before.uncaught
  const rssMb = { before: before.rssMb, after }
  const missed = missedBars({ seen, answers, served, quietMs, rssMb, uncaught })
  const failed = seen.health.filter((status) => status !== 200).length
  say(name)
  say(`  answers              ${statuses(answers)}`)
  say(`  health               ${seen.health.length - failed} of ${seen.health.length} well`)
  say(
    `  /logins (p95)        ${Math.round(percentile(seen.loginsMs, 0.95))} ms of ${seen.loginsMs.length}`,
  )
  say(`  memory (MB)          ${Math.round(rssMb.before)} before, ${Math.round(after)} after`)
  say(`  uncaught exceptions  ${uncaught}`)
  for (const bar of missed) say(`  MISSED               ${bar}`)
  say('')
  return missed.length
}

async function sessionOn({ url }: Console): Promise<Target> {
  return { url, cookie: await signIn(url, OPERATOR) }
}

async function quiet(target: Target) {
  return watchApart(target, AbortSignal.timeout(QUIET_MS))
}

/** Memory is given back in its own time. */
async function settledRss(console: Console, before: number): Promise<number> {
  for (let seconds = 0; seconds < SETTLE_SECONDS && console.rssMb() > before + 50; seconds += 5) {
    await sleep(5_000)
  }
  return console.rssMb()
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
