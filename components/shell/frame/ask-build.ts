import { askConsole } from '@/components/ui/ask/ask-console'

/** Which build the console serves now; null where it cannot be reached. */
export async function askBuild(): Promise<string | null> {
  try {
    const response = await askConsole('/api/health', { cache: 'no-store' })
    return response.headers.get('x-veilgate-build')
  } catch {
    return null
  }
}
