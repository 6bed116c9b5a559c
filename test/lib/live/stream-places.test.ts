import { afterEach, expect, it } from 'vitest'
import { STREAMS_AT_ONCE, STREAMS_PER_PERSON, takeStreamPlace } from '@/lib/live/stream-places'

const leaving: (() => void)[] = []
afterEach(() => {
  for (const leave of leaving.splice(0)) leave()
})

function take(session: string, userId?: string): boolean {
  const place = takeStreamPlace(session)
  if (place.kind === 'full') return false
  leaving.push(place.leave)
  return userId === undefined || place.ofPerson(userId)
}

const times = (count: number, act: (n: number) => boolean) =>
  Array.from({ length: count }, (_, n) => act(n)).filter(Boolean).length

it('gives a session a few, before it is known whose it is', () => {
  expect(times(1_000, () => take('one'))).toBe(STREAMS_PER_PERSON)
  expect(take('another')).toBe(true)
  leaving[0]?.()
  leaving[0]?.()
  expect(times(10, () => take('one'))).toBe(1)
})

it('gives a person a few, from however many sessions', () => {
  expect(times(100, (n) => take(`session ${n}`, 'ann'))).toBe(STREAMS_PER_PERSON)
  expect(take('other', 'bob')).toBe(true)
})

it('gives a process some hundred, from however many sessions and people', () => {
  expect(times(1_000, (n) => take(`session ${n}`, `person ${n}`))).toBe(STREAMS_AT_ONCE)
  expect(take('late')).toBe(false)
})
