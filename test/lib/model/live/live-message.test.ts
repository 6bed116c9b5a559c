import { describe, expect, it } from 'vitest'
import { diffEvents, type LiveMessage, patchEvent, receive } from '@/lib/model/live/live-message'
import type { LiveEvent } from '@/lib/model/live/live-view'
import { type Random, random } from '@/lib/sample/random'
import { liveEvent, runSummary } from '@/test/support/live-event'
import { loginRow } from '@/test/support/login-row'

describe('a live event', () => {
  it.each([1, 2, 3, 4])('is made exactly of any earlier one, sequence %d', (seed) => {
    const chance = random(seed, 'live events')
    const events = [liveEvent()]
    for (let at = 1; at < 60; at += 1) events.push(next(events.at(-1) as LiveEvent, chance))
    let known = events[0] as LiveEvent
    for (const event of events.slice(1)) {
      const patch = JSON.parse(JSON.stringify(diffEvents(known, event)))
      known = patchEvent(known, patch)
      expect(known).toEqual(event)
    }
    // Also with a gap, as a stream that did not keep up is told.
    const [first, last] = [events[3], events.at(-1)] as [LiveEvent, LiveEvent]
    expect(patchEvent(first, diffEvents(first, last))).toEqual(last)
  })

  it('has only those logins that arrived with it', () => {
    const before = liveEvent({ logins: [loginRow(1)], loginsArrived: 3 })
    const after = liveEvent()
    expect(diffEvents(before, after)).toBeNull()
    expect(patchEvent(before, null)).toEqual(after)
  })
})

describe('a message', () => {
  const event = liveEvent()
  const known = { epoch: 'a', seq: 7, event }
  const delta: LiveMessage = {
    kind: 'delta',
    epoch: 'a',
    from: 7,
    seq: 9,
    patch: ['o', { rejectedKept: ['=', 4] }],
  }
  it.each<[string, typeof known | null, LiveMessage, object | null]>([
    ['the whole to a page that knows nothing', null, { kind: 'whole', ...known }, known],
    ['the whole of another process', { ...known, epoch: 'b' }, { kind: 'whole', ...known }, known],
    [
      'a change of what is known',
      known,
      delta,
      { epoch: 'a', seq: 9, event: { ...event, rejectedKept: 4 } },
    ],
    ['a change to a page that knows nothing', null, delta, null],
    ['a change after one that was missed', { ...known, seq: 6 }, delta, null],
    ['a change by another process', { ...known, epoch: 'b' }, delta, null],
    ['a change of a kind that is not known', known, { ...delta, patch: ['?', 1] as never }, null],
  ])('tells %s', (_, before, message, after) => {
    expect(receive(before, message)).toEqual(after)
  })
})

/** What the live view may tell a moment later. */
function next(before: LiveEvent, chance: Random): LiveEvent {
  const now = Date.parse(before.now) + 250 + Math.floor(chance() * 3_000)
  const second = Math.floor(now / 1_000)
  const count = (most: number) => Math.floor(chance() * most)
  const received = count(500)
  const run =
    chance() < 0.05 ? runSummary({ id: (before.run?.id ?? 0) + 1, batches: 0 }) : before.run
  const grown = run && {
    ...run,
    batches: run.batches + 1,
    seconds: run.seconds + 1,
    state: chance() < 0.05 ? ('finished' as const) : run.state,
    ledger: { ...run.ledger, received: run.ledger.received + received },
  }
  const others = before.recentRuns.filter(({ id }) => id !== grown?.id)
  const window = Array.from({ length: 20 }, (_, at) => second - 20 + at)
  const known = new Map(before.rate.map((each) => [each.at, each.received]))
  return {
    ...before,
    now: new Date(now).toISOString(),
    ledgerId: String(Number(before.ledgerId) + count(3)),
    run: chance() < 0.03 ? null : grown,
    recentRuns: (grown ? [grown, ...others] : others).slice(0, 8),
    // Late commits change seconds that were told already.
    rate: window.map((at) => ({
      at,
      received: (known.get(at) ?? 0) + (chance() < 0.1 ? received : 0),
    })),
    depthHistory: [...before.depthHistory, { at: second, visible: count(9_000) }].slice(-15),
    queue: chance() < 0.1 ? { ...before.queue, failure: 'No answer within 3 s' } : before.queue,
    database: { ...before.database, readAt: new Date(now).toISOString(), latencyMs: chance() * 9 },
    logins: Array.from({ length: count(6) }, () => loginRow(count(1_000))),
    loginsArrived: received,
  }
}
