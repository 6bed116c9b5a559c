/** Which build the console serves now; null where it cannot be reached. */
export async function askBuild(): Promise<string | null> {
  try {
    const signal = AbortSignal.timeout(10_000)
    const response = await fetch('/api/health', { cache: 'no-store', signal })
    return response.headers.get('x-veilgate-build')
  } catch {
    return null
  }
}
