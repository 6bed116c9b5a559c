import { expect, it } from 'vitest'
import { newestLogins } from '@/lib/live/newest-logins'
import type { LoginRow } from '@/lib/model/login'

const login = (id: number) => ({ id: `login ${id}` }) as LoginRow

it('keeps the newest fifty, however many come while it is open', () => {
  const logins = newestLogins()
  for (let seq = 0; seq < 200; seq += 1) logins.takeIn([login(seq)], seq)
  expect(logins.all()).toHaveLength(50)
  expect([logins.all()[0], logins.all().at(-1)]).toEqual([login(199), login(150)])
})
