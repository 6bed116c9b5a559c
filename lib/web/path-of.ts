/**
 * The path of a request as Next takes it, from what the client sent: dots are resolved, so that
 * `/_next/static/../../logins` is a page and no file.
 */
export function pathOf(url = '/'): string {
  const [path = '/'] = url.split('?', 1)
  const resolved = `http://same.invalid${path}`
  return path.startsWith('/') && URL.canParse(resolved) ? new URL(resolved).pathname : path
}
