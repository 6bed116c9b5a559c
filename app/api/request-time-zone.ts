import { shownTimeZone } from '@/lib/model/preferences'

/** The zone in which whoever sends a request sees times, and means them. */
export function requestTimeZone(headers: Headers): string {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  return shownTimeZone((name) => {
    const found = pairs.find((pair) => pair.startsWith(`${name}=`))
    return found === undefined ? undefined : decoded(found.slice(name.length + 1))
  })
}

function decoded(value: string): string | undefined {
  try {
    return decodeURIComponent(value)
  } catch {
    return undefined
  }
}
