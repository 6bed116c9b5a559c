import { beforeEach, expect, it } from 'vitest'
import { takePlace } from '@/lib/api/take-place'
import { singleton } from '@/lib/singleton'
import { forgetSingletons } from '@/test/support/singletons'

beforeEach(forgetSingletons)

const taken = (token: string, nowMs = 0) => {
  const place = takePlace(token, nowMs)
  if (place.kind !== 'taken') throw new Error(place.kind)
  return place
}

it('gives a token two places, which come back once each', () => {
  const [first] = [taken('a'), taken('a')]
  expect(takePlace('a', 0)).toMatchObject({ kind: 'too-many', retryAfterSeconds: 1 })
  first?.leave()
  first?.leave()
  taken('a')
  expect(takePlace('a', 0).kind).toBe('too-many')
})

it('gives all tokens together four, as pages need connections, too', () => {
  for (const token of ['a', 'b', 'c', 'd']) taken(token)
  expect(takePlace('e', 0)).toMatchObject({ kind: 'busy', problem: expect.stringMatching(/^4 /) })
})

it('takes 240 requests of a token within a minute, and says when to ask again', () => {
  for (let at = 0; at < 240; at += 1) taken('a', at).leave()
  expect(takePlace('a', 30_000)).toMatchObject({ kind: 'too-many', retryAfterSeconds: 30 })
  expect(takePlace('b', 30_000).kind).toBe('taken')
  expect(takePlace('a', 60_001).kind).toBe('taken')
})

it('remembers a thousand tokens, those that asked last, and none for a place that it left', () => {
  const places = singleton('api-places', () => ({ taken: new Map(), starts: new Map() }))
  taken('a').leave()
  for (let at = 0; at < 999; at += 1) taken(`other ${at}`).leave()
  for (let at = 0; at < 239; at += 1) taken('a').leave()
  taken('one more').leave()
  expect([places.starts.size, places.taken.size]).toEqual([1_000, 0])
  expect(takePlace('a', 0).kind).toBe('too-many')
})
