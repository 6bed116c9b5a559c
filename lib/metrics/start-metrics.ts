import { env } from '@/lib/env'
import { metricsRegistry } from '@/lib/metrics/registry'

/** Has this process count from its start on, where metrics are on. */
export async function startMetrics(): Promise<void> {
  if (env().VEILGATE_METRICS_TOKEN !== undefined) await metricsRegistry()
}
