import { describe, expect, it } from 'vitest'
import { steppedSpan, zoomedIn, zoomedOut } from '@/lib/model/time/move-span'
import { HOUR_MS } from '@/lib/model/time/units'

const at = (text: string) => Date.parse(text)
const span = (from: string, to: string) => ({ fromMs: at(from), toMs: at(to) })

describe('zooming', () => {
  it('out doubles the time around its middle', () => {
    const now = at('2026-11-21T12:00Z')
    expect(zoomedOut(span('2026-11-10T10:00Z', '2026-11-10T12:00Z'), now)).toEqual(
      span('2026-11-10T09:00Z', '2026-11-10T13:00Z'),
    )
  })

  it('out reaches no further than now, and doubles all the same', () => {
    const now = at('2026-11-21T12:00Z')
    expect(zoomedOut(span('2026-11-21T10:00Z', '2026-11-21T12:00Z'), now)).toEqual(
      span('2026-11-21T08:00Z', '2026-11-21T12:00Z'),
    )
  })

  it('in halves it around a moment, within what it was, and not below a minute', () => {
    const day = span('2026-11-10T00:00Z', '2026-11-11T00:00Z')
    expect(zoomedIn(day, at('2026-11-10T12:00Z'))).toEqual(
      span('2026-11-10T06:00Z', '2026-11-10T18:00Z'),
    )
    expect(zoomedIn(day, day.fromMs)).toEqual(span('2026-11-10T00:00Z', '2026-11-10T12:00Z'))
    const minute = span('2026-11-10T00:00Z', '2026-11-10T00:01Z')
    expect(zoomedIn(minute, minute.fromMs)).toEqual(minute)
  })
})

describe('stepping', () => {
  it('moves by as much as the span takes', () => {
    const two = span('2026-11-10T10:30Z', '2026-11-10T12:30Z')
    expect(steppedSpan(two, 1, 'UTC')).toEqual(span('2026-11-10T12:30Z', '2026-11-10T14:30Z'))
    expect(steppedSpan(two, -1, 'UTC')).toEqual(span('2026-11-10T08:30Z', '2026-11-10T10:30Z'))
    // Of which one end alone is a day's.
    const morning = span('2026-11-10T00:00Z', '2026-11-10T12:00Z')
    const afternoon = span('2026-11-10T12:00Z', '2026-11-11T00:00Z')
    expect(steppedSpan(morning, 1, 'UTC')).toEqual(afternoon)
    expect(steppedSpan(afternoon, -1, 'UTC')).toEqual(morning)
  })

  it('keeps a day a day where clocks change, and a month a month', () => {
    const zone = 'Europe/Berlin'
    const before = span('2026-10-24T00:00+02:00', '2026-10-25T00:00+02:00')
    const changed = steppedSpan(before, 1, zone)
    expect(changed).toEqual(span('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00'))
    expect(changed.toMs - changed.fromMs).toBe(25 * HOUR_MS)
    expect(steppedSpan(changed, -1, zone)).toEqual(before)
    const november = span('2026-11-01T00:00+01:00', '2026-12-01T00:00+01:00')
    expect(steppedSpan(november, -1, zone)).toEqual(
      span('2026-10-01T00:00+02:00', '2026-11-01T00:00+01:00'),
    )
    const winter = span('2025-11-01T00:00Z', '2026-03-01T00:00Z')
    expect(steppedSpan(winter, 1, 'UTC')).toEqual(span('2026-03-01T00:00Z', '2026-07-01T00:00Z'))
    const [fromFirst, toFirst] = [
      span('2026-11-01T00:00Z', '2026-11-08T00:00Z'),
      span('2026-10-25T00:00Z', '2026-11-01T00:00Z'),
    ]
    expect(steppedSpan(fromFirst, -1, 'UTC')).toEqual(toFirst)
    expect(steppedSpan(toFirst, 1, 'UTC')).toEqual(fromFirst)
  })
})
