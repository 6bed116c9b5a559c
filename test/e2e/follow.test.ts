import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, type Page, test } from '@playwright/test'
import { complaints, signIn } from './support/accounts'
import { consoleUnderTest } from './support/console-under-test'
import { ageHeartbeats, bringDue } from './support/embedded-database'
import { ingestAll } from './support/ingest-all'
import { goTo, reload } from './support/pages/go-to'
import { sendLogins } from './support/queue'
import { violations } from './support/violations'

/** These share the one queue, so they take turns. */
test.describe.configure({ mode: 'serial' })

let worker: ChildProcess | undefined

test.afterAll(async ({ browser }) => {
  worker?.kill('SIGKILL')
  // Where a test failed while it followed: the tests of other files would find a run that does not end.
  const page = await (await browser.newContext()).newPage()
  await signIn(page)
  const stop = button(page, 'Stop following')
  // Where a long poll of the killed worker was handed something, that reappears with the visibility timeout.
  await expect(stop.or(button(page, 'Ingest now'))).toBeVisible({ timeout: 90_000 })
  if (await stop.isVisible()) await stop.click()
  await expect(button(page, 'Ingest now')).toBeVisible()
  await page.context().close()
})

test('follows until it is stopped, pauses and resumes, and says since when nothing came', async ({
  page,
}) => {
  const found = complaints(page)
  await signIn(page)
  await ingestAll(page)
  await button(page, 'Follow').click()
  await expect(button(page, 'Stop following')).toBeVisible()
  const run = page.getByRole('region', { name: 'This run' })
  await expect(run).toContainText(/Waiting for messages/, { timeout: 40_000 })

  await sendLogins(500)
  await expect(run).toContainText(/received\s*500/, { timeout: 40_000 })
  await expect(run).toContainText('balanced')

  await button(page, 'Pause all').click()
  await expect(button(page, 'Resume all')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Last run' })).toContainText('stopped')
  await reload(page)
  await expect(button(page, 'Resume all')).toBeVisible()
  await button(page, 'Resume all').click()
  await expect(page.getByRole('region', { name: 'This run' })).toContainText('running')

  await button(page, 'Stop following').click()
  await expect(button(page, 'Ingest now')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Last run' })).toContainText('stopped')
  expect(found).toEqual([])
})

test('drains by a schedule, shows its next times, and refuses what is none', async ({ page }) => {
  await signIn(page, undefined, '/workers')
  const schedule = page.getByRole('region', { name: 'Schedule' })
  await schedule.getByRole('button', { name: 'Set a schedule…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Cron expression').fill('every night')
  await dialog.getByRole('button', { name: 'Save' }).click()
  // The preview says so, too: the answer to what was saved has to have come.
  await expect(dialog.getByRole('alert')).toContainText('An expression has five parts')

  await dialog.getByLabel('Cron expression').fill('30 2 * * *')
  await dialog.getByLabel('Time zone').fill('Asia/Kolkata')
  await dialog.getByRole('button', { name: 'Show the next times' }).click()
  await expect(dialog.getByRole('list', { name: /Next times/ }).getByRole('listitem')).toHaveCount(
    5,
  )
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(schedule).toContainText('30 2 * * * in Asia/Kolkata')
  await expect(schedule.getByRole('listitem')).toHaveCount(5)

  await sendLogins(100)
  expect(await bringDue(consoleUnderTest().dataDir)).toMatch(/T21:00:00\.000Z$/)
  await expect(async () => {
    await reload(page)
    await expect(schedule).toContainText(/Last due .* run \d+/, { timeout: 2_000 })
  }).toPass({ timeout: 90_000 })
  await schedule.getByRole('link', { name: /^run \d+/ }).click()
  await expect(page.getByRole('main')).toContainText('schedule')

  await goTo(page, '/workers')
  await schedule.getByRole('button', { name: 'Change the schedule…' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove the schedule' }).click()
  await expect(schedule).toContainText('The queue is not drained automatically.')
})

test('shows a worker, pauses it, sets its lanes, and marks it once it is silent', async ({
  page,
}) => {
  const found = complaints(page)
  // It takes as long to start as the page takes to load.
  const process = startWorker()
  await signIn(page, undefined, '/workers')
  const row = page
    .getByRole('row')
    .filter({ hasText: /worker \d/ })
    .first()
  await expect(row).toContainText(/following|idle/, { timeout: 60_000 })
  expect(await violations(page)).toEqual([])

  await change(page, row, 'Pause')
  await expect(row).toContainText('paused')
  await change(page, row, 'Resume')
  await expect(row).toContainText(/following|idle/)
  await change(page, row, '2', 'menuitemradio')
  await expect(row).toContainText('set by hand')

  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Overview' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Workers' })).toContainText(`${process.pid}`)
  await page.goBack()
  await expect(page.getByRole('heading', { level: 1, name: 'Workers' })).toBeVisible()
  await expect(button(page, 'Pause all')).toBeVisible()
  const ended = once(process, 'exit')
  process.kill('SIGKILL')
  await ended
  await ageHeartbeats(consoleUnderTest().dataDir)
  await expect(row).toContainText('silent', { timeout: 30_000 })
  expect(found).toEqual([])
})

function button(page: Page, name: string) {
  return page.getByRole('button', { name, exact: true })
}

async function change(
  page: Page,
  row: ReturnType<Page['getByRole']>,
  name: string,
  role: 'menuitem' | 'menuitemradio' = 'menuitem',
) {
  await row.getByRole('button', { name: /^Change/ }).click()
  await page.getByRole(role, { name, exact: true }).click()
}

/** On the services of the console under test. */
function startWorker(): ChildProcess {
  worker = spawn(process.execPath, ['lib/cli/bootstrap.mjs', 'worker'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      DATABASE_URL: '',
      SQS_QUEUE_URL: '',
      VEILGATE_KEYS_DIR: '',
      VEILGATE_DATA_DIR: consoleUnderTest().dataDir,
    },
  })
  return worker
}
