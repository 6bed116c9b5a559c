/**
 * The value of a session's cookie in a Cookie header, as better-auth reads it: the first of that name,
 * without quotes, decoded. Null where there is none. It can be spelled in many ways, so that limits and
 * what is remembered of a session go by this.
 */
export function sessionCookieIn(cookies: string | null | undefined, name: string): string | null {
  for (const pair of (cookies ?? '').split(';')) {
    const equals = pair.indexOf('=')
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue
    const value = pair.slice(equals + 1).trim()
    return decode(value.startsWith('"') ? value.slice(1, -1) : value)
  }
  return null
}

/** The token of a session's cookie, whose value is the token and its signature. */
export function sessionTokenOf(value: string): string {
  const dot = value.lastIndexOf('.')
  return dot === -1 ? value : value.slice(0, dot)
}

function decode(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
