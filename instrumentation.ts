/** Called by Next once, when a server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { startFolding } = await import('@/lib/ingest/fold-loop')
    const { shutDownWhenTold } = await import('@/lib/ingest/shut-down')
    shutDownWhenTold()
    startFolding()
  }
}
