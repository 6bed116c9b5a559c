import { type Job, see } from '@/test/bench/jobs/job'
import { ANN, CLEO } from '@/test/bench/jobs/stage'

const NEW_AND_SHARED = `
  SELECT count(*) FROM (
    SELECT 1 FROM user_logins GROUP BY masked_device_id
    HAVING count(DISTINCT user_id) >= 3 AND min(sent_at) > now() - interval '7 days') AS device`

/** Who shares what, and who is linked to whom. */
export const SHARING_JOBS: Job[] = [
  {
    name: 'devices with 3 users or more, new this week',
    anchor: { product: 'Castle', steps: 1 },
    startsAt: '/devices',
    ways: {
      mouse: async (hands, stage) => {
        const { page } = hands
        const wanted = await stage.count(NEW_AND_SHARED)
        see(wanted).toBeGreaterThan(0)
        await hands.click(page.getByRole('link', { name: 'New in the last 7 days, with 3' }))
        await page.waitForURL(/new=7/)
        await see(page.locator('tbody tr[data-row]')).toHaveCount(wanted)
      },
    },
  },
  {
    name: 'is X linked to Y',
    anchor: { product: 'Castle', steps: 3 },
    startsAt: `/users/${ANN}`,
    ways: {
      mouse: async (hands) => {
        const { page } = hands
        await hands.click(page.getByRole('button', { name: 'Path to…' }))
        await hands.paste(CLEO)
        await see(page.getByRole('option', { name: new RegExp(CLEO) })).toBeVisible()
        await hands.press('Enter')
        const path = page.getByRole('region', { name: 'Path' })
        await see(path).toContainText('Linked within 4 steps.')
      },
    },
  },
]
