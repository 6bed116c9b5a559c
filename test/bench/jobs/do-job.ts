import { stripVTControlCharacters } from 'node:util'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { type Hands, handsOn } from '@/test/bench/jobs/hands'
import { type Job, see, type Way } from '@/test/bench/jobs/job'
import type { Stage } from '@/test/bench/jobs/stage'
import type { Done } from '@/test/bench/jobs/table'
import { untilHydrated } from '@/test/support/browser/hydrated'
import { type Account, ADMIN, OPERATOR } from '@/test/support/programs/start-console'

type Session = Awaited<ReturnType<BrowserContext['storageState']>>
type Place = { browser: Browser; stage: Stage }

const sessions = new Map<string, Session>()

/** Does a job by each of its ways, in a browser of its own. */
export async function doJob(job: Job, place: Place): Promise<Done> {
  const done: Done = { job, ways: {}, failure: null }
  for (const way of Object.keys(job.ways) as Way[]) {
    const page = await openPage(place, {
      account: job.isAdmin ? ADMIN : OPERATOR,
      path: job.startsAt,
    })
    try {
      await job.prepare?.(handsOn(page), place.stage)
      const hands: Hands = handsOn(page)
      await job.ways[way]?.(hands, place.stage)
      done.ways[way] = hands.steps
    } catch (error) {
      done.failure = `${way}: ${words(error)}`
    } finally {
      await page.context().close()
    }
  }
  return done
}

/** A page whose script hears keys, as somebody who is signed in. */
export async function openPage(
  { browser, stage }: Place,
  { account, path }: { account: Account; path: string },
): Promise<Page> {
  const session = sessions.get(account.email)
  const context = await browser.newContext({
    baseURL: stage.console.url,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-GB',
    permissions: ['clipboard-read', 'clipboard-write'],
    serviceWorkers: 'block',
    ...(session === undefined ? {} : { storageState: session }),
  })
  context.setDefaultTimeout(90_000)
  const page = await context.newPage()
  if (session === undefined) {
    await page.goto('/sign-in')
    await page.getByLabel('E-mail address').fill(account.email)
    await page.getByLabel('Password', { exact: true }).fill(account.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL((url) => url.pathname === '/')
    sessions.set(account.email, await context.storageState())
  }
  await page.goto(path)
  await see(page.getByRole('contentinfo')).toContainText(/database \d+ ms/)
  await untilHydrated(page)
  return page
}

/** What went wrong, without the colours and the log of what was tried. */
function words(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error)
  const [before = ''] = stripVTControlCharacters(said).split(/\n+Call log:/)
  return before.replace(/\s+/g, ' ').slice(0, 300)
}
