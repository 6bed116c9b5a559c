import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readFigures } from '@/app/(console)/logins/read'
import { closeDatabase } from '@/lib/db/client'
import { countOverTime, type LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import type { ChartSplit } from '@/lib/db/logins/charts/count-split'
import { countLogins } from '@/lib/db/logins/count-logins'
import { foldAll } from '@/lib/ingest/fold-loop'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import { DAY_MS } from '@/lib/model/time/units'
import { between, random } from '@/lib/sample/random'
import { makeRun, maskedLogin, store } from '@/test/support/fixtures/stored-logins'
import { sampled } from '@/test/support/runner/sampled'
import { testSeed } from '@/test/support/seed'
import { admin, useServices } from '@/test/support/services'

const services = useServices()
const NOW = Date.parse('2026-11-21T12:34:56.789Z')
const SEED = testSeed()
const TYPES = ['android', 'ios', 'tv']
const LOCALES = [null, ...Array.from({ length: 60 }, (_, at) => `L${at}`)]
const ZONES = [
  ...['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Asia/Kathmandu'],
  ...['Australia/Lord_Howe', 'Pacific/Auckland', 'America/Havana', 'Africa/Cairo'],
]

const next = random(SEED, 'windows')
const draw = (below: number) => between(next, 0, below - 1)
const sent: number[] = []

beforeAll(async () => {
  const run = await makeRun()
  const logins = Array.from({ length: 4_000 }, () => {
    // Half of them in two days, so that short windows hold some, too.
    const sentMs = NOW - draw(draw(2) === 0 ? 2 * DAY_MS : 420 * DAY_MS)
    sent.push(sentMs)
    return maskedLogin({
      userId: `user-${draw(20)}`,
      deviceType: TYPES[draw(3)] as string,
      locale: LOCALES[draw(LOCALES.length)] ?? null,
      appVersion: 10_000 + draw(5) * 100,
      sentAt: new Date(sentMs),
    })
  })
  await store(run, logins.slice(0, 3_500))
  await foldAll()
  // These are stored and not folded yet: no figure may count some of them.
  await store(run, logins.slice(3_500))
})

/** The parts of each bar add up to it, and none is below zero. */
function expectWhole(
  { parts, others, unknown }: ChartSplit,
  { bars }: LoginHistogram,
  told: string,
) {
  const rows = [...parts.map(({ logins }) => logins), others.logins, unknown]
  expect(Math.min(0, ...rows.flat()), told).toBe(0)
  const sums = bars.map((_, at) => rows.reduce((total, row) => total + (row[at] ?? 0), 0))
  expect(sums, told).toEqual(bars.map(({ logins }) => logins))
}

const sum = (rows: { logins: number }[]) => rows.reduce((total, { logins }) => total + logins, 0)

function randomFilter(): LoginFilter {
  const spans = [90_000, 3_600_000, 3 * 3_600_000, DAY_MS, 9 * DAY_MS, 50 * DAY_MS, 400 * DAY_MS]
  const span = (spans[draw(spans.length)] ?? DAY_MS) + draw(3_600_000)
  // Often from or to the very moment of a login, which belongs to one side alone.
  const end = draw(2) === 0 ? (sent[draw(sent.length)] ?? NOW) : NOW - draw(100 * DAY_MS)
  const filter: LoginFilter = {}
  if (draw(4) > 0) filter.fromMs = end - span
  if (draw(3) > 0) filter.toMs = end
  if (draw(3) === 0) filter.device_type = TYPES.slice(draw(3))
  if (draw(3) === 0) filter.locale = [LOCALES[draw(LOCALES.length)] ?? null, 'L1', null]
  // A part may ask for some values and leave out others, and none is one of them.
  if (draw(3) === 0) {
    filter.excluded = { device_type: [TYPES[draw(3)] as string] }
    if (draw(2) === 0) filter.excluded.locale = [null, LOCALES[draw(60) + 1] as string]
  }
  return filter
}

/** Each is drawn anew. */
const WINDOWS = Array.from({ length: 60 }, (_, at) => at)

describe('at random', () => {
  it.each(sampled(WINDOWS, 20, 'windows'))(
    'the count, the facets and the bars of window %d add up',
    async () => {
      const filter = randomFilter()
      const timeZone = ZONES[draw(ZONES.length)] as string
      const split = ([undefined, 'device_type', 'locale'] as const)[draw(3)]
      const figures = readFigures(filter, { timeZone, nowMs: NOW, look: { split } })
      const [count, charts] = await Promise.all([figures.count, figures.charts])
      const told = JSON.stringify({ filter, timeZone, split })
      expect(count?.isExact, told).toBe(true)
      expect(charts, told).not.toBeNull()
      if (count === null || charts === null) return
      expect(sum(charts.histogram.bars), told).toBe(count.count)
      if (charts.detail?.kind === 'split') expectWhole(charts.detail.split, charts.histogram, told)
      for (const key of ['device_type', 'locale'] as const) {
        const { counts, others } = charts.facets.fields[key]
        const [chosen, left] = [filter[key], filter.excluded?.[key] ?? []]
        const isIn = (value: string | null) =>
          (chosen?.includes(value) ?? true) && !left.includes(value)
        const named = counts.filter(({ value }) => isIn(value))
        const logins = sum(named) + (chosen ? 0 : others.logins)
        expect(logins, `${key} of ${told}`).toBe(count.count)
      }
    },
  )

  it('each bar counts its own logins, in whole hours’ zones and others', async () => {
    for (const timeZone of ['Europe/Berlin', 'Asia/Kathmandu', 'Australia/Lord_Howe']) {
      for (const span of [2 * 3_600_000, DAY_MS, 30 * DAY_MS]) {
        const filter = { fromMs: NOW - span, toMs: NOW }
        const {
          bars,
          endMs,
          timeZone: told,
        } = await countOverTime(filter, { timeZone, nowMs: NOW })
        expect(told).toBe(timeZone)
        for (const [at, bar] of bars.entries()) {
          const fromMs = Math.max(bar.atMs, filter.fromMs)
          const toMs = Math.min(bars[at + 1]?.atMs ?? endMs, filter.toMs)
          const { count } = await countLogins({ fromMs, toMs })
          expect(count, `${timeZone} ${new Date(bar.atMs).toISOString()}`).toBe(bar.logins)
        }
      }
    }
  })
})

describe.each(['Pacific/Auckland', 'Asia/Kolkata'])('a server and a database in %s', (zone) => {
  const before = process.env.TZ

  beforeEach(async () => {
    process.env.TZ = zone
    const name = new URL(services.databaseUrl()).pathname.slice(1)
    await admin(`ALTER DATABASE "${name}" SET timezone = '${zone}'`)
    await closeDatabase()
  })
  afterEach(() => {
    if (before === undefined) delete process.env.TZ
    else process.env.TZ = before
  })

  it('cut time in the zone that is asked for, and say which', async () => {
    const filter = { fromMs: NOW - 30 * DAY_MS, toMs: NOW }
    const berlin = await countOverTime(filter, { timeZone: 'Europe/Berlin', nowMs: NOW })
    expect(berlin).toMatchObject({ unit: 'day', timeZone: 'Europe/Berlin', isByUtcHours: false })
    const hours = new Set(berlin.bars.map(({ atMs }) => new Date(atMs).toISOString().slice(11)))
    // Its clock was put back on October 25.
    expect(hours).toEqual(new Set(['22:00:00.000Z', '23:00:00.000Z']))
    const typed = { ...filter, device_type: ['ios'] }
    const kolkata = await countOverTime(typed, { timeZone: 'Asia/Kolkata', nowMs: NOW })
    expect(kolkata).toMatchObject({ isByUtcHours: true })
    expect(sum(kolkata.bars)).toBe((await countLogins(typed)).count)
  })
})
