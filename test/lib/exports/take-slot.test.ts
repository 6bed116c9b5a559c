import { beforeEach, expect, it, vi } from 'vitest'
import { takeSlot } from '@/lib/exports/take-slot'
import { HOUR_MS } from '@/lib/model/time/units'

beforeEach(() => {
  const shared = globalThis as Record<string, unknown>
  for (const name of Object.keys(shared)) if (name.startsWith('veilgate')) delete shared[name]
})

const begin = (userId: string) => {
  const slot = takeSlot(userId, () => true)
  if (slot.ok) slot.letGo()
  return slot.ok
}

it('lets a user begin 300 exports an hour, as each leaves rows in the reveal log', () => {
  const begun = Array.from({ length: 310 }, () => begin('user-1')).filter(Boolean)
  expect(begun).toHaveLength(300)
  expect(begin('user-2')).toBe(true)
  const refused = takeSlot('user-1', () => true)
  expect(refused.ok ? '' : refused.problem).toBe(
    'You began 300 exports within an hour: try again later.',
  )
})

it('lets a user begin exports again once an hour has passed', () => {
  const now = vi.spyOn(performance, 'now').mockReturnValue(HOUR_MS)
  for (let at = 0; at < 300; at += 1) begin('user-1')
  now.mockReturnValue(2 * HOUR_MS - 1)
  expect(begin('user-1')).toBe(false)
  now.mockReturnValue(2 * HOUR_MS)
  expect(begin('user-1')).toBe(true)
  now.mockRestore()
})

it('keeps places for others while somebody begins exports and cancels them', () => {
  const cancelled = Array.from({ length: 8 }, () => takeSlot('user-1', () => false))
  expect(cancelled.filter(({ ok }) => ok)).toHaveLength(5)
  expect(cancelled.at(-1)).toEqual({
    ok: false,
    problem: 'Your cancelled exports are still ending: try again in a minute.',
  })
  const [first] = cancelled
  expect(takeSlot('user-2', () => true).ok).toBe(true)
  if (first?.ok) first.letGo()
  expect(takeSlot('user-1', () => true).ok).toBe(true)
})

it('has three places for one person, and eight for all', () => {
  const take = (userId: string) => takeSlot(userId, () => true)
  const own = Array.from({ length: 4 }, () => take('user-1'))
  expect(own.map(({ ok }) => ok)).toEqual([true, true, true, false])
  const others = ['user-2', 'user-2', 'user-3', 'user-3', 'user-4', 'user-5'].map(take)
  expect(others.map(({ ok }) => ok)).toEqual([true, true, true, true, true, false])
  expect(others.at(-1)).toEqual({
    ok: false,
    problem: '8 exports are under way: try again in a while.',
  })
})
