import type { METRICS } from '@/lib/metric-definitions'
import { singleton } from '@/lib/singleton'

type Metrics = typeof METRICS
type MetricName = keyof Metrics
export type NameOf<Type extends Metrics[MetricName]['type']> = {
  [Name in MetricName]: Metrics[Name]['type'] extends Type ? Name : never
}[MetricName]
export type LabelsOf<Name extends MetricName> = {
  [Label in keyof Metrics[Name]['labels']]: Metrics[Name]['labels'][Label] extends readonly (infer Value extends
    string)[]
    ? Value
    : never
}

/** Where figures go: the registry of lib/metrics, in a process whose metrics are on. */
export type Meter = {
  count(name: string, labels: Readonly<Record<string, string>>, by: number): void
  observe(name: string, labels: Readonly<Record<string, string>>, value: number): void
}

const meters = () => singleton<{ current?: Meter }>('meter', () => ({}))

/** Has this process count from now on. Before it, and where metrics are off, counting costs nothing. */
export function setMeter(meter: Meter): void {
  meters().current = meter
}

/** Adds to a counter of lib/metric-definitions.ts. */
export function count<Name extends NameOf<'counter'>>(
  name: Name,
  labels: LabelsOf<Name>,
  by = 1,
): void {
  meters().current?.count(name, labels, by)
}

/** Enters a value, such as a duration in seconds, into a histogram of lib/metric-definitions.ts. */
export function observe<Name extends NameOf<'histogram'>>(
  name: Name,
  labels: LabelsOf<Name>,
  value: number,
): void {
  meters().current?.observe(name, labels, value)
}

/** Enters how long some work took, whether it failed or not. */
export async function timed<Name extends NameOf<'histogram'>, Result>(
  name: Name,
  labelsOf: (ok: boolean) => LabelsOf<Name>,
  work: () => Promise<Result>,
): Promise<Result> {
  const startedAtMs = performance.now()
  const enter = (ok: boolean) =>
    observe(name, labelsOf(ok), (performance.now() - startedAtMs) / 1_000)
  try {
    const result = await work()
    enter(true)
    return result
  } catch (error) {
    enter(false)
    throw error
  }
}
