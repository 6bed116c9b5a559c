import { expect, it } from 'vitest'
import { countRiskyLogins } from '@/lib/db/risks/count-risky-logins'
import { useServices } from '@/test/support/services'

const services = useServices()

it('counts the logins of the last 15 minutes with at least such a score, to a bound', async () => {
  const insert = (count: number, minutes: number, score: number) =>
    services.query(
      `INSERT INTO login_risks (login_sent_at, login_id, score, signals, figures)
       SELECT now() - make_interval(mins => $2), nextval('user_logins_id_seq'), $3, 1, '{}'
       FROM generate_series(1, $1)`,
      [count, minutes, score],
    )
  await insert(3, 14, 50)
  await insert(5, 14, 49)
  await insert(7, 16, 90)
  expect(await countRiskyLogins(50)).toBe(3)
  await insert(1_200, 1, 80)
  expect(await countRiskyLogins(50)).toBe(1_000)
})
