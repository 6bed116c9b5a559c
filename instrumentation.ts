/** Called by Next once, when a server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startAlerts } = await import('@/lib/alerts/start-alerts')
    const { startFolding } = await import('@/lib/ingest/fold-loop')
    const { startMonthUpkeep } = await import('@/lib/ingest/month-upkeep')
    const { startWorker } = await import('@/lib/ingest/worker/worker')
    const { resumeRuns } = await import('@/lib/ingest/resume-runs')
    const { anchorRows } = await import('@/lib/reveal/anchor-rows')
    const { isDevelopment } = await import('@/lib/env')
    const { startKeysWatch } = await import('@/lib/keys/keys-watch')
    const { structureConsole } = await import('@/lib/web/structured-console')
    const { guardServers } = await import('@/lib/web/guard-server')
    const { isHttps } = await import('@/lib/auth/site')
    const { sessionCookieName } = await import('@/lib/auth/session/session-cookie')
    const { startMetrics } = await import('@/lib/metrics/start-metrics')
    const { startTracing } = await import('@/lib/tracing/start-tracing')
    const { shutDownWhenTold } = await import('@/lib/web/shut-down')
    if (!isDevelopment()) structureConsole()
    await startTracing()
    await startMetrics()
    guardServers(sessionCookieName(isHttps()))
    startKeysWatch()
    shutDownWhenTold()
    anchorRows()
    startFolding()
    startMonthUpkeep()
    // Not waited for: the console is to answer while the database or the queue is away.
    void resumeRuns()
    startWorker('console')
    startAlerts()
  }
}
