import { expect, it } from 'vitest'
import { readLoginsPerQuarter } from '@/lib/db/alerts/read-logins-per-quarter'
import { useServices } from '@/test/support/services'

const services = useServices()

/** So many logins in the minute that began so many minutes before this one, so many days ago. */
const insert = (days: number, minutes: number, logins: number) =>
  services.query(
    `INSERT INTO login_minutes (minute, logins) VALUES (
       date_trunc('minute', now()) - make_interval(hours => 24 * $1, mins => $2), $3)
     ON CONFLICT (minute) DO UPDATE SET logins = excluded.logins`,
    [days, minutes, logins],
  )

it('counts the last 15 minutes, and the same hour of each day that had logins', async () => {
  expect(await readLoginsPerQuarter()).toEqual({ count: 0, sameHours: [] })
  await insert(0, 1, 5)
  await insert(0, 14, 7)
  // Before the quarter of an hour, and in the minute that is not over, which may pass meanwhile.
  await insert(0, 20, 1_000)
  await insert(0, -2, 1_000)

  // An hour around the time of day: a little before and after are in, more is not.
  await insert(1, 30, 40)
  await insert(1, -20, 2)
  await insert(1, 45, 500)
  await insert(1, -30, 500)
  // A day with logins, if none at this time; one without any says nothing.
  await insert(2, 300, 900)
  await insert(7, 10, 60)
  await insert(8, 10, 70)
  expect(await readLoginsPerQuarter()).toEqual({ count: 12, sameHours: [42, 0, 60] })
})
