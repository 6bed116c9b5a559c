import { describe, expect, it } from 'vitest'
import { readChart } from '@/lib/db/logins/charts/read-chart'
import { countLogins } from '@/lib/db/logins/count-logins'
import { sortableVersion } from '@/lib/model/app-version'
import { withoutField } from '@/lib/model/query/login-filter'
import type { LoginFilter } from '@/lib/model/query/logins-query'
import type { ChartLook, SplitKey } from '@/lib/model/query/parts/chart-parts'
import { DAY_MS } from '@/lib/model/time/units'
import { NOW, useFigures } from '@/test/support/fixtures/figures'

useFigures()

const WEEK = { fromMs: NOW - 7 * DAY_MS }
const FILTERS: [string, LoginFilter][] = [
  ['all', {}],
  ['a week', WEEK],
  ['some types', { device_type: ['ios', 'tv'], ...WEEK }],
  ['a user', { user_id: 'user-5' }],
  ['versions', { fromVersion: 10_200, ...WEEK }],
  ['all but a type and none', { excluded: { device_type: ['ios'], locale: [null] }, ...WEEK }],
  ['a locale, but not a version', { locale: ['DE'], excluded: { app_version: [10_300] } }],
]

const sum = (logins: readonly number[]) => logins.reduce((total, count) => total + count, 0)
const read = (filter: LoginFilter, look: ChartLook, timeZone = 'Europe/Berlin') =>
  readChart(filter, { look, timeZone, nowMs: NOW })

/** The filter with one value of a field. */
function having(filter: LoginFilter, key: SplitKey, value: string | null): LoginFilter {
  const others = withoutField(filter, key)
  if (key !== 'app_version') return { ...others, [key]: [value] }
  const version = sortableVersion(value ?? '') ?? undefined
  return { ...others, fromVersion: version, toVersion: version }
}

describe.each(FILTERS)('of %s', (_, filter) => {
  it.each(['device_type', 'locale', 'app_version'] as const)(
    'parts by %s add up to the bars, and each to its own count',
    async (split) => {
      const { histogram, detail } = await read(filter, { split })
      if (detail?.kind !== 'split') throw new Error('Not a split.')
      const { parts, others, unknown } = detail.split
      const rows = [...parts.map(({ logins }) => logins), others.logins, unknown]
      const totals = histogram.bars.map((_bar, at) => sum(rows.map((row) => row[at] ?? 0)))
      expect(totals).toEqual(histogram.bars.map(({ logins }) => logins))
      expect(rows.every(({ length }) => length === histogram.bars.length)).toBe(true)
      if (histogram.completeFromMs !== null) return
      expect(sum(totals)).toBe((await countLogins(filter)).count)
      for (const { value, logins } of parts) {
        const { count } = await countLogins(having(filter, split, value))
        expect(sum(logins), String(value)).toBe(count)
      }
      const sizes = parts.map(({ logins }) => sum(logins))
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
    },
  )

  it('compares two values, whatever it says of their field', async () => {
    for (const [split, segment] of [
      ['device_type', ['android', 'ios']],
      ['locale', ['DE', null]],
      ['app_version', ['1.3', '1.0']],
    ] as const) {
      const { histogram, detail } = await read(filter, { split, segment: [...segment] })
      if (detail?.kind !== 'segments') throw new Error('No segments.')
      const { parts } = detail.segments
      expect(parts.map(({ value }) => value)).toEqual(segment)
      for (const { value, logins } of parts) {
        expect(logins).toHaveLength(histogram.bars.length)
        const { count } = await countLogins(having(filter, split, value))
        if (histogram.completeFromMs === null) expect(sum(logins)).toBe(count)
      }
      expect(sum(parts.flatMap(({ logins }) => logins))).toBe(
        sum(histogram.bars.map(({ logins }) => logins)),
      )
    }
  })
})

it('keeps seven versions as five and the others together', async () => {
  const { detail } = await read({ user_id: 'user-5' }, { split: 'app_version' })
  if (detail?.kind !== 'split') throw new Error('Not a split.')
  expect(detail.split.parts).toHaveLength(5)
  expect(detail.split.parts[0]?.value).toMatch(/^1\.\d\.0$/)
  expect(detail.split.others.values).toBe(2)
})

it('counts the span before, which is as long, by the same bars', async () => {
  for (const filter of [WEEK, { ...WEEK, toMs: NOW - DAY_MS, locale: ['DE'] }]) {
    const { histogram, detail } = await read(filter, { compare: 'before' })
    if (detail?.kind !== 'before' || detail.before === null) throw new Error('Not compared.')
    const toMs = 'toMs' in filter ? filter.toMs : NOW
    const before = { ...filter, fromMs: 2 * filter.fromMs - toMs, toMs: filter.fromMs }
    expect(detail.before.unit).toBe(histogram.unit)
    expect(sum(detail.before.bars.map(({ logins }) => logins))).toBe(
      (await countLogins(before)).count,
    )
    expect(detail.before.endMs).toBeGreaterThanOrEqual(filter.fromMs)
  }
})

it('has nothing to compare all of time with', async () => {
  const { detail } = await read({}, { compare: 'before' })
  expect(detail).toEqual({ kind: 'before', before: null })
})

it('keeps the axis of a time without a login', async () => {
  const filter = { ...WEEK, locale: ['nowhere'] }
  const { histogram } = await read(filter, {})
  expect(histogram.bars).toHaveLength(7 * 24 + 1)
  expect(histogram.bars.every(({ logins }) => logins === 0)).toBe(true)
})
