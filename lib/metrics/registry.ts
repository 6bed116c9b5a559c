import type { Counter, Gauge, Histogram, OpenMetricsContentType, Registry } from 'prom-client'
import { setMeter } from '@/lib/measure'
import { METRICS } from '@/lib/metric-definitions'
import type { Reading } from '@/lib/metrics/reading'
import { singleton } from '@/lib/singleton'

type Definition = (typeof METRICS)[keyof typeof METRICS]
type Metric = Counter | Gauge | Histogram

/** The metrics of this process, and how they are written down. */
export type MetricsRegistry = {
  contentType: string
  /** The text of all metrics; gauges are those read just now, and what is not among them is left out. */
  write(gauges: readonly Reading[]): Promise<string>
}

/**
 * Has this process count, and gives its registry; made the first time. The library is loaded then and
 * not before: a process without metrics does without it.
 */
export function metricsRegistry(): Promise<MetricsRegistry> {
  const made = singleton<{ registry?: Promise<MetricsRegistry> }>('metrics', () => ({}))
  made.registry ??= makeRegistry()
  return made.registry
}

async function makeRegistry(): Promise<MetricsRegistry> {
  const prometheus = await import('prom-client')
  const registry = new prometheus.Registry<OpenMetricsContentType>()
  registry.setContentType(prometheus.Registry.OPENMETRICS_CONTENT_TYPE)
  prometheus.collectDefaultMetrics({ register: registry })
  const metrics = new Map<string, Metric>()
  for (const [name, definition] of Object.entries(METRICS)) {
    metrics.set(name, makeMetric(prometheus, registry, name, definition))
  }
  setMeter({
    count: (name, labels, by) => (metrics.get(name) as Counter).inc(labels, by),
    observe: (name, labels, value) => (metrics.get(name) as Histogram).observe(labels, value),
  })
  return {
    contentType: registry.contentType,
    write: (gauges) => {
      setGauges(metrics, gauges)
      return registry.metrics()
    },
  }
}

function makeMetric(
  { Counter, Gauge, Histogram }: typeof import('prom-client'),
  registry: Registry<OpenMetricsContentType>,
  name: string,
  definition: Definition,
): Metric {
  const { help, labels } = definition
  const config = { name, help, labelNames: Object.keys(labels), registers: [registry] }
  switch (definition.type) {
    case 'gauge':
      return new Gauge(config)
    case 'histogram': {
      const histogram = new Histogram({ ...config, buckets: [...definition.buckets] })
      for (const values of combinations(labels)) histogram.zero(values)
      return histogram
    }
    case 'counter': {
      const counter = new Counter(config)
      // Present from the start: else the first of a kind is no increase to whoever watches.
      for (const values of combinations(labels)) counter.inc(values, 0)
      return counter
    }
  }
}

/** Every set of labels that a metric may have. */
function combinations(
  labels: Readonly<Record<string, readonly string[]>>,
): Record<string, string>[] {
  let all: Record<string, string>[] = [{}]
  for (const [label, values] of Object.entries(labels)) {
    all = all.flatMap((known) => values.map((value) => ({ ...known, [label]: value })))
  }
  return all
}

function setGauges(metrics: ReadonlyMap<string, Metric>, readings: readonly Reading[]) {
  for (const [name, { type, labels }] of Object.entries(METRICS)) {
    if (type !== 'gauge') continue
    const gauge = metrics.get(name) as Gauge
    gauge.reset()
    // A gauge without labels would be 0, which is a figure.
    if (Object.keys(labels).length === 0) gauge.remove({})
  }
  for (const { name, labels, value } of readings) (metrics.get(name) as Gauge).set(labels, value)
}
