import { describe, expect, it } from 'vitest'
import { METRICS } from '@/lib/metric-definitions'

type Definition = {
  type: string
  help: string
  labels: Record<string, readonly string[]>
  buckets?: readonly number[]
}

const metrics: [string, Definition][] = Object.entries(METRICS)

describe('the metrics', () => {
  it.each(metrics)(
    '%s is named and described by the rules of OpenMetrics',
    (name, { type, help }) => {
      expect(name).toMatch(/^veilgate_[a-z]+(?:_[a-z]+)*$/)
      expect(name.endsWith('_total')).toBe(type === 'counter')
      expect(name.endsWith('_seconds')).toBe(
        type === 'histogram' || /since|how (long|old)/i.test(help),
      )
      expect(help).toMatch(/^[A-Z].*\.$/)
    },
  )

  it.each(metrics)('%s has few series, all of them known beforehand', (_name, definition) => {
    const { type, labels, buckets = [] } = definition
    const counts = Object.values(labels).map(({ length }) => length)
    // Only a build's name is not listed: a process has one.
    if (counts.includes(0)) expect(type).toBe('gauge')
    const series = counts.reduce((product, each) => product * Math.max(1, each), 1)
    expect(series * (buckets.length + 3)).toBeLessThanOrEqual(400)
    for (const value of Object.values(labels).flat()) expect(value).toMatch(/^[\w-]{2,40}$/)
  })

  it('orders the buckets of a histogram', () => {
    for (const [name, { buckets }] of metrics) {
      if (buckets === undefined) continue
      expect([name, ...buckets]).toEqual([name, ...[...buckets].sort((a, b) => a - b)])
    }
  })
})
