/** Called by Next once, when a server starts. */
export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') {
    const { shutDownWhenTold } = await import('@/lib/ingest/shut-down')
    shutDownWhenTold()
  }
}
