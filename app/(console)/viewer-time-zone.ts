import { cookies } from 'next/headers'
import { shownTimeZone } from '@/lib/model/preferences'

/** The zone in which whoever asks sees times, and means them. */
export async function viewerTimeZone(): Promise<string> {
  const jar = await cookies()
  return shownTimeZone((name) => jar.get(name)?.value)
}
