import { describe, expect, it } from 'vitest'
import { measureLag } from '@/lib/db/replica/measure-lag'
import { parseWalPlace } from '@/lib/db/replica/wal-place'

const AT = 1_000_000

describe('the lag of a replica', () => {
  it('is none where it has all of the log, however long ago the last commit was', () => {
    expect(measureLag({ place: 5n, nowMs: AT }, { place: 5n, committedMs: 0 }, [])).toBe(0)
    expect(measureLag({ place: 5n, nowMs: AT }, { place: 6n, committedMs: null }, [])).toBe(0)
  })

  it('is no more than the age of the last commit that it has', () => {
    expect(measureLag({ place: 9n, nowMs: AT }, { place: 5n, committedMs: AT - 700 }, [])).toBe(700)
  })

  it('is no more than the time since the log ended where it is, after a quiet hour', () => {
    const earlier = [
      { place: 4n, nowMs: AT - 3_000 },
      { place: 5n, nowMs: AT - 2_000 },
      { place: 6n, nowMs: AT - 1_000 },
    ]
    const replayed = { place: 5n, committedMs: AT - 3_600_000 }
    expect(measureLag({ place: 9n, nowMs: AT }, replayed, earlier)).toBe(2_000)
  })

  it('is not known where nothing tells it', () => {
    const earlier = [{ place: 6n, nowMs: AT - 1_000 }]
    expect(measureLag({ place: 9n, nowMs: AT }, { place: 5n, committedMs: null }, earlier)).toBe(
      null,
    )
  })
})

describe('a place in the log', () => {
  it('is compared as a number', () => {
    expect(parseWalPlace('0/FFFFFFFF')).toBe(0xffffffffn)
    expect(parseWalPlace('1/0')).toBe(0x1_0000_0000n)
    expect(parseWalPlace('16/b374d848')).toBe(0x16_b374_d848n)
  })

  it.each([undefined, null, '', '1', '1/', '/1', '1/0 ', '1/123456789', "0/0' OR 1", '-1/0'])(
    'is not %j',
    (text) => expect(parseWalPlace(text)).toBeNull(),
  )
})
