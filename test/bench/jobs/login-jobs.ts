import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Hands } from '@/test/bench/jobs/hands'
import { type Job, see } from '@/test/bench/jobs/job'
import { DAILY, DAILY_LOCALE } from '@/test/bench/jobs/stage'

const rowsOf = (page: Page) => page.locator('tr[data-row]')
const field = (page: Page) => page.getByRole('combobox', { name: 'What to filter by' })

const userCell = (page: Page) => rowsOf(page).first().locator('td[data-column="user_id"]')

/** What analysts do with the list of logins. */
export const LOGIN_JOBS: Job[] = [
  {
    name: 'all logins of a user last Tuesday',
    anchor: { product: 'Datadog', steps: 9 },
    startsAt: `/logins?locale=${DAILY_LOCALE}`,
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        const only = userCell(page).getByRole('link', { name: 'Show only this user' })
        // What stands beside a value comes with code of its own; pointing costs nothing.
        await see(async () => {
          await page.mouse.move(0, 0)
          await userCell(page).hover()
          await see(only).toBeVisible({ timeout: 2_000 })
        }).toPass()
        await hands.click(only)
        await lastTuesday(hands)
      },
      keyboard: async (hands) => {
        await hands.press('j')
        await see(rowsOf(hands.page).first()).toBeFocused()
        await hands.press('ArrowRight', 'ArrowRight')
        await see(userCell(hands.page)).toBeFocused()
        await hands.press('f')
        await lastTuesday(hands)
      },
    },
  },
  {
    name: 'compare two locales',
    anchor: { product: 'Datadog, Castle', steps: 3 },
    startsAt: '/logins?view=all',
    ways: {
      mouse: async (hands, stage) => {
        const { page } = hands
        await hands.click(page.getByRole('button', { name: 'Split or compare the chart' }))
        await hands.click(page.getByRole('button', { name: 'by locale' }))
        const legend = page.getByRole('list', { name: 'Parts of the chart' })
        for (const [locale, logins] of await stage.rows(COMMON_LOCALES)) {
          const part = legend.getByRole('button', { name: new RegExp(`^${locale}`) })
          await see(part).toContainText(String(logins))
        }
      },
    },
  },
  {
    name: 'logins of a range of versions',
    anchor: { product: 'Datadog', steps: 20 },
    startsAt: '/logins?view=all',
    ways: {
      keyboard: async (hands, stage) => {
        const { page } = hands
        await hands.press('/')
        await see(field(page)).toBeFocused()
        await hands.type('ver')
        await hands.press('Enter')
        await see(page.getByRole('dialog').getByRole('combobox').first()).toBeFocused()
        await hands.type('2.0')
        await hands.press('Tab')
        await hands.type('3.5.0')
        await hands.press('Enter')
        await seeCount(
          page,
          await stage.count(
            'SELECT count(*) FROM user_logins WHERE app_version BETWEEN 20000 AND 30500',
          ),
        )
      },
    },
  },
  {
    name: 'export these',
    anchor: { product: 'Datadog', steps: 3 },
    startsAt: '/logins?device_type=ios',
    ways: {
      mouse: async (hands, stage) => {
        const download = hands.page.waitForEvent('download')
        await hands.click(hands.page.getByRole('button', { name: 'Export CSV' }))
        const lines = readFileSync(await (await download).path(), 'utf8')
          .trimEnd()
          .split('\r\n')
        see(lines.length - 1).toBe(
          await stage.count(`SELECT count(*) FROM user_logins WHERE device_type = 'ios'`),
        )
      },
    },
  },
  {
    name: 'hand a colleague a link',
    anchor: { product: 'Grafana', steps: 1 },
    startsAt: `/logins?locale=${DAILY_LOCALE}`,
    prepare: async ({ page }) => {
      await rowsOf(page).nth(2).locator('time').click()
      await page.waitForURL(/row=/)
    },
    ways: {
      mouse: async (hands) => {
        await hands.click(hands.page.getByRole('button', { name: 'Copy link', exact: true }))
        await followCopied(hands.page)
      },
      keyboard: async (hands) => {
        await hands.press('y')
        await followCopied(hands.page)
      },
    },
  },
]

async function lastTuesday(hands: Hands) {
  const { page } = hands
  await page.waitForURL((url) => url.searchParams.get('user_id') === DAILY)
  await hands.press('/')
  await see(field(page)).toBeFocused()
  await hands.type('tue')
  await see(page.getByRole('option', { name: /Tue, / })).toBeVisible()
  await hands.press('Enter')
  await page.waitForURL(/from=/)
  await see(rowsOf(page)).toHaveCount(1)
  const time = await rowsOf(page).first().locator('time').getAttribute('datetime')
  see(new Date(time ?? '').getUTCDay()).toBe(2)
}

const COMMON_LOCALES = `
  SELECT locale, count(*) FROM user_logins WHERE locale IS NOT NULL
  GROUP BY locale ORDER BY count(*) DESC, locale LIMIT 2`

async function seeCount(page: Page, count: number) {
  const status = page.getByRole('region', { name: 'Filters' }).getByRole('status')
  await see(status).toHaveText(`${count.toLocaleString('en-US')} logins`)
}

/** Opens what was copied as somebody else does, and sees the row lit. */
async function followCopied(page: Page) {
  const notice = page.getByRole('region', { name: 'Link', exact: true })
  await see(notice.getByRole('status')).toHaveText('Link copied')
  const copied = await page.evaluate(() => navigator.clipboard.readText())
  const other = await page.context().newPage()
  await other.goto(copied)
  const lit = other.locator('tr[data-row][aria-current="true"]')
  await see(lit).toHaveCount(1)
  await see(lit).toBeInViewport()
  await other.close()
}
