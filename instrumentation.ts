/** Called by Next once, when a server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startFolding } = await import('@/lib/ingest/fold-loop')
    const { resumeRuns } = await import('@/lib/ingest/resume-runs')
    const { isDevelopment } = await import('@/lib/env')
    const { startKeysWatch } = await import('@/lib/keys/keys-watch')
    const { structureConsole } = await import('@/lib/web/structured-console')
    const { guardServers } = await import('@/lib/web/guard-server')
    const { shutDownWhenTold } = await import('@/lib/web/shut-down')
    if (!isDevelopment()) structureConsole()
    guardServers()
    startKeysWatch()
    shutDownWhenTold()
    startFolding()
    // Not waited for: the console is to answer while the database or the queue is away.
    void resumeRuns()
  }
}
