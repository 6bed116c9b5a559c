import type { Page } from '@playwright/test'
import { type Job, see } from '@/test/bench/jobs/job'
import { whileStopped } from '@/test/e2e/support/suspend'

const FEW = 3_000
const MANY = 20_000

/** What operators do about the queue, the runs and what they rejected. */
export const RUN_JOBS: Job[] = [
  {
    name: 'what happened overnight',
    anchor: { product: 'Temporal', steps: 2 },
    startsAt: '/',
    ways: {
      mouse: async ({ page }) => {
        const runs = page.getByRole('region', { name: 'Recent runs', exact: true })
        await see(runs).toContainText('failed')
        await see(runs).toContainText('The queue is not there')
        await see(runs).toContainText(/ago|yesterday/)
        await see(page.getByRole('region', { name: 'History' })).toContainText(/rejected\s*\d/)
      },
    },
  },
  {
    name: 'rejected today by reason',
    anchor: { product: 'ServicePulse, Sentry', steps: 1 },
    startsAt: '/rejected',
    ways: {
      mouse: async (hands, stage) => {
        const { page } = hands
        await hands.click(page.getByRole('link', { name: 'Reasons today' }))
        await page.waitForURL(/by=reason.*range=today/)
        const count = await stage.count(`
          SELECT count(*) FROM rejected_messages WHERE 'ip:missing' = ANY (reasons)
            AND rejected_at >= date_trunc('day', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'`)
        see(count).toBeGreaterThan(0)
        const row = page.getByRole('row').filter({ hasText: 'ip is missing' })
        await see(row).toContainText(String(count))
      },
    },
  },
  {
    name: 'notice a spike of rejected messages',
    anchor: { product: 'Datadog, Castle', steps: 0 },
    startsAt: '/logins',
    ways: {
      mouse: async ({ page }) => {
        const pages = page.getByRole('navigation', { name: 'Pages' })
        await see(pages.getByRole('link', { name: /^Alerts\s*\d/ })).toBeVisible()
      },
    },
  },
  {
    name: 'watch a drain, and when it is done',
    anchor: { product: 'Oban, Temporal', steps: 0 },
    startsAt: '/',
    prepare: async ({ page }, stage) => {
      await stage.send(FEW)
      await startRun(page)
    },
    ways: {
      mouse: async ({ page }) => {
        await see(page.getByRole('region', { name: 'This run' })).toContainText('received')
        const last = page.getByRole('region', { name: 'Last run' })
        await see(last).toContainText('finished')
        await see(last).toContainText(`${FEW.toLocaleString('en-US')}`)
      },
    },
  },
  {
    name: 'stop',
    anchor: { product: 'Oban, Temporal', steps: 1 },
    startsAt: '/',
    prepare: async ({ page }, stage) => {
      await stage.send(MANY)
      await startRun(page)
    },
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.getByRole('button', { name: 'Stop', exact: true }))
        const last = page.getByRole('region', { name: 'Last run' })
        await see(last).toContainText('stopped')
        await see(last).toContainText('Ingest now goes on')
      },
    },
  },
  {
    name: 'understand a failure of the database',
    anchor: { product: 'Grafana', steps: 0 },
    startsAt: '/',
    ways: {
      mouse: async ({ page }, { console }) => {
        const look = async () => {
          await see(page.getByText('Nothing can be stored or read.')).toBeVisible()
          await see(page.locator('[data-stale]').first()).toBeVisible()
        }
        await whileStopped('postgres', look, console.dataDir)
        await see(page.getByText('Nothing can be stored or read.')).toBeHidden()
      },
    },
  },
]

async function startRun(page: Page) {
  await page.getByRole('button', { name: 'Ingest now' }).click()
  await see(page.getByRole('region', { name: 'This run' })).toBeVisible()
}
