import { type Browser, chromium } from '@playwright/test'
import { findBrowser } from '@/lib/cli/checks/find-browser'
import { defineCommand } from '@/lib/cli/terminal/command'
import { text, valueFlag, wholeNumber } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { ADMIN_JOBS } from '@/test/bench/jobs/admin-jobs'
import { doJob, openPage } from '@/test/bench/jobs/do-job'
import { see } from '@/test/bench/jobs/job'
import { LOGIN_JOBS } from '@/test/bench/jobs/login-jobs'
import { RUN_JOBS } from '@/test/bench/jobs/run-jobs'
import { SHARING_JOBS } from '@/test/bench/jobs/sharing-jobs'
import { letTimePass, type Stage, setStage } from '@/test/bench/jobs/stage'
import { type Done, isHeld, tableOf } from '@/test/bench/jobs/table'
import { OPERATOR, startConsole } from '@/test/support/programs/start-console'

const COMMAND = defineCommand({
  name: 'npm run bench:jobs',
  about: `
    Does what people come to the console for, in a browser, and counts the steps that it takes them,
    beside those of the product that does it best.`,
  flags: {
    only: valueFlag('TEXT', 'jobs whose name contains this', text().optional()),
    seed: valueFlag('N', 'of the generated logins', wholeNumber(1, 1_000_000).default(1)),
  },
  notes: `
    A click is a step, and so is a key, a chord, each character that is typed, and a field for a text of
    one's own. A native list takes two clicks. Looking, pointing and scrolling take none. Steps count
    from where the question comes up. The figures of others are from their documentation.

    j is the justification: the reason, the passphrase and the button that records them. It is counted
    apart, as no other product asks for it.

    Exit code 1 where a job does not come to its end, or takes more steps than the other product.`,
})

/** `npm run bench:jobs`: exit 0 where every job is done in no more steps than elsewhere. */
export async function main(args: string[]): Promise<number> {
  const flags = parseFlags(args, COMMAND)
  if (flags === null) return 0
  const { only = '', seed } = flags
  const jobs = [...LOGIN_JOBS, ...SHARING_JOBS, ...RUN_JOBS, ...ADMIN_JOBS].filter(({ name }) =>
    name.includes(only),
  )
  const executablePath = await findBrowser()
  const console = await startConsole()
  let browser: Browser | undefined
  let stage: Stage | undefined
  const stop = async () => {
    await browser?.close()
    await stage?.close()
    await console.stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)))
  }
  try {
    browser = await chromium.launch({ executablePath })
    say(`seed ${seed}`)
    stage = await setStage(console, seed)
    await ingest({ browser, stage })
    await letTimePass(stage)
    const rows: Done[] = []
    for (const job of jobs) {
      rows.push(await doJob(job, { browser, stage }))
      say(`${rows.at(-1)?.failure === null ? 'done  ' : 'FAILED'}  ${job.name}`)
    }
    say('')
    for (const line of tableOf(rows)) say(line)
    return isHeld(rows) ? 0 : 1
  } finally {
    await stop()
  }
}

/** By the button that everybody uses. */
async function ingest(place: { browser: Browser; stage: Stage }) {
  const page = await openPage(place, { account: OPERATOR, path: '/' })
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await see(page.getByRole('region', { name: 'Last run' })).toContainText('finished')
  await page.context().close()
}

function say(line: string) {
  process.stdout.write(`${line}\n`)
}
