import { expect, it } from 'vitest'
import { whyNotLive } from '@/components/logins/live/why-not-live'

const NOW = 1_000_000
const newest = { sort: 'sent_at', order: 'desc', at: undefined } as const
const open = { toMs: undefined, nowMs: NOW }

it('follows the newest first, of a time that has not ended', () => {
  expect(whyNotLive(newest, open)).toBeNull()
  expect(whyNotLive(newest, { toMs: NOW + 1, nowMs: NOW })).toBeNull()
})

it.each([
  ['another order', whyNotLive({ ...newest, order: 'asc' }, open), /newest first/],
  ['another sort', whyNotLive({ ...newest, sort: 'user_id' }, open), /sorted by time/],
  ['another page', whyNotLive({ ...newest, at: 'last' }, open), /first page/],
  ['a time that ended', whyNotLive(newest, { toMs: NOW, nowMs: NOW }), /has ended/],
])('says why it cannot for %s', (_, why, words) => {
  expect(why).toMatch(words)
})
