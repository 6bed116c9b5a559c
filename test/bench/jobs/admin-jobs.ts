import type { Page } from '@playwright/test'
import { type Job, see } from '@/test/bench/jobs/job'
import { DAILY_LOCALE, FIFTY, FIFTY_LOGINS, GOING, ORIGINAL } from '@/test/bench/jobs/stage'
import { OPERATOR, PASSPHRASE } from '@/test/support/programs/start-console'

const NOBODY = 'none known'

/** What admins alone do. The last one erases what the others look at. */
export const ADMIN_JOBS: Job[] = [
  {
    name: 'reveal from a row',
    anchor: { product: NOBODY, steps: null },
    isAdmin: true,
    startsAt: `/logins?locale=${DAILY_LOCALE}`,
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.locator('tr[data-row] time').first())
        const inspector = page.getByRole('complementary', { name: 'Login' })
        await hands.click(inspector.getByRole('button', { name: 'Reveal…' }))
        await hands.justify(page.getByRole('button', { name: /^Reveal 2 values for/ }), PASSPHRASE)
        await see(page.locator('[data-original]')).toHaveCount(2)
      },
    },
  },
  {
    name: 'reveal 50 values',
    anchor: { product: 'any list with actions', steps: 3 },
    isAdmin: true,
    startsAt: `/logins?user_id=${FIFTY}`,
    prepare: ({ page }) => see(page.locator('tr[data-row]').nth(9)).toBeVisible(),
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.getByRole('checkbox', { name: 'Select all rows of this page' }))
        const bar = page.getByRole('region', { name: 'Selected rows' })
        await hands.click(bar.getByRole('button', { name: 'Reveal 50 values…' }))
        await hands.justify(page.getByRole('button', { name: /^Reveal 50 values for/ }), PASSPHRASE)
        await see(page.locator('[data-original]')).toHaveCount(2 * FIFTY_LOGINS)
      },
    },
  },
  {
    name: 'find by original',
    anchor: { product: NOBODY, steps: null },
    isAdmin: true,
    startsAt: '/logins',
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(linkOf(page, 'Reveal'))
        await hands.click(page.getByRole('link', { name: 'Find by original' }))
        await hands.fill(page.getByRole('textbox', { name: 'Original' }), ORIGINAL)
        await hands.justify(page.getByRole('button', { name: 'Find its token' }))
        await see(page.getByRole('region', { name: 'Found' })).toContainText('masked as')
      },
    },
  },
  {
    name: 'return a group of rejected messages',
    anchor: { product: 'bull-board', steps: 1 },
    isAdmin: true,
    startsAt: '/rejected?reason=ip:missing',
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.getByRole('button', { name: 'Return all…' }))
        await hands.justify(page.getByRole('button', { name: /^Return \d+ messages/ }), PASSPHRASE)
        const done = page.getByRole('heading', { name: /^\d+ messages returned to the queue\.$/ })
        await see(done).toBeVisible()
      },
    },
  },
  {
    name: 'add a user',
    anchor: { product: 'an invitation by mail', steps: null },
    isAdmin: true,
    startsAt: '/settings/users',
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.getByRole('button', { name: 'Add a person…' }))
        await hands.fill(page.getByLabel('E-mail address'), 'carol@example.com')
        await hands.click(page.getByRole('button', { name: 'Add 1 person' }))
        await hands.click(page.getByRole('button', { name: 'I have copied it' }))
        await see(page.getByRole('row', { name: /carol@example\.com/ })).toBeVisible()
      },
    },
  },
  {
    name: 'audit log of a person',
    anchor: { product: 'any log with a filter', steps: 2 },
    isAdmin: true,
    startsAt: '/audit',
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.choose(page.getByRole('combobox', { name: 'Person' }), OPERATOR.email)
        await page.waitForURL((url) => url.searchParams.get('person') === OPERATOR.email)
        const rows = page.locator('tr[data-row]')
        await see(rows.first()).toContainText(OPERATOR.email)
        await see(rows.filter({ hasNotText: OPERATOR.email })).toHaveCount(0)
      },
    },
  },
  {
    name: 'verify the chain of the audit log',
    anchor: { product: NOBODY, steps: null },
    isAdmin: true,
    startsAt: '/audit',
    ways: {
      mouse: async ({ page }) => {
        await see(page.getByText(/Verified up to row \d+\./)).toBeVisible()
      },
    },
  },
  {
    name: 'erase a person',
    anchor: { product: 'from the user’s page', steps: 3 },
    isAdmin: true,
    startsAt: `/users/${GOING}`,
    ways: {
      mouse: async (hands, stage) => {
        const { page } = hands
        await hands.click(page.getByRole('link', { name: 'Erase…' }))
        await hands.click(page.getByRole('button', { name: /^Erase 2 logins…$/ }))
        await hands.justify(
          page.getByRole('button', { name: 'Erase 2 logins', exact: true }),
          PASSPHRASE,
        )
        const report = page.getByRole('region', { name: 'What was erased' })
        await see(report).toContainText('2 logins erased')
        const erased = `masked_ip LIKE 'ip1\\_erased\\_%'`
        see(await stage.count(`SELECT count(*) FROM user_logins WHERE ${erased}`)).toBe(2)
      },
    },
  },
]

function linkOf(page: Page, name: string) {
  return page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name, exact: true })
}
