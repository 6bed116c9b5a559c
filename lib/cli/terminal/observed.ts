import { serveMetrics } from '@/lib/metrics/serve-metrics'
import { flushTraces } from '@/lib/trace'
import { startTracing } from '@/lib/tracing/start-tracing'

/** Does what a process without the console is there for, with metrics and traces where they are configured. */
export async function observed<Result>(work: () => Promise<Result>): Promise<Result> {
  await startTracing()
  await serveMetrics()
  return work().finally(flushTraces)
}
