import { beforeAll, expect, it } from 'vitest'
import { countOverTime } from '@/lib/db/logins/charts/count-over-time'
import { readChart } from '@/lib/db/logins/charts/read-chart'
import { countLogins } from '@/lib/db/logins/count-logins'
import { rebuildRollups } from '@/lib/db/rollups/rebuild-rollups'
import { useServices } from '@/test/support/services'

const services = useServices()
const at = (text: string) => Date.parse(`2026-11-21T${text}Z`)
const A_MINUTE = 960
const BUSY = 25 * A_MINUTE

beforeAll(async () => {
  // Twenty-five minutes with more logins than are counted one by one, and a quiet one after it.
  await services.query(`
    INSERT INTO user_logins (user_id, device_type, message_id, sent_at)
    SELECT 'user-' || n, 'ios', 'busy-' || n,
      timestamptz '2026-11-21T08:30:00Z' + n * interval '62.5 ms'
    FROM generate_series(0, ${BUSY - 1}) AS n
    UNION ALL SELECT 'user-1', 'tv', 'quiet', timestamptz '2026-11-21T09:10:00Z'`)
  await rebuildRollups()
})

it('counts a time exactly, however many logins the parts of its hours hold', async () => {
  const whole = { fromMs: at('08:29:30'), toMs: at('09:10:30') }
  expect(await countLogins(whole)).toEqual({ count: BUSY + 1, isExact: true })
  // Twenty minutes and a half.
  const part = { fromMs: at('08:30:30'), toMs: at('08:51:00') }
  expect(await countLogins(part)).toEqual({ count: 20.5 * A_MINUTE, isExact: true })
})

it('does not call a count exact where it looked at only a part, even if it found none', async () => {
  const filter = { device_type: ['tv'], fromMs: at('08:30:00'), toMs: at('10:00:00') }
  expect(await countLogins(filter)).toEqual({ count: 1, isExact: false })
})

it('draws each minute of a time in full, however busy it was', async () => {
  const { unit, bars, completeFromMs } = await countOverTime(
    { fromMs: at('08:30:00'), toMs: at('09:15:00') },
    { timeZone: 'UTC', nowMs: at('10:00:00') },
  )
  expect({ unit, completeFromMs }).toEqual({ unit: 'minute', completeFromMs: null })
  expect(bars).toHaveLength(45)
  expect(bars.slice(0, 25).every(({ logins }) => logins === A_MINUTE)).toBe(true)
  expect(bars.filter(({ logins }) => logins === 1)).toEqual([{ atMs: at('09:10:00'), logins: 1 }])
})

it('says of a split of a busy time how many logins it does not know', async () => {
  const filter = { fromMs: at('08:30:00'), toMs: at('09:15:00') }
  const options = {
    look: { split: 'device_type' },
    timeZone: 'UTC',
    nowMs: at('10:00:00'),
  } as const
  const { histogram, detail } = await readChart(filter, options)
  if (detail?.kind !== 'split') throw new Error('Not a split.')
  const { parts, others, unknown } = detail.split
  const sum = (logins: number[]) => logins.reduce((total, count) => total + count, 0)
  expect(parts.map(({ value }) => value)).toEqual(['ios', 'tv'])
  expect(sum(unknown)).toBe(BUSY + 1 - 20_000)
  expect(sum(others.logins)).toBe(0)
  for (const [bar, { logins }] of histogram.bars.entries()) {
    const known = parts.reduce((total, part) => total + (part.logins[bar] ?? 0), 0)
    expect(known + (unknown[bar] ?? 0)).toBe(logins)
  }
})
