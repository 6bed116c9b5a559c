/** What machines ask for without a session: probes, and whoever holds the token of the metrics. */
export const PROBED: readonly string[] = [
  '/api/health',
  '/api/health/live',
  '/api/health/ready',
  '/api/metrics',
]
