import { beforeEach, expect, it } from 'vitest'
import { takeSlot } from '@/lib/exports/take-slot'

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
