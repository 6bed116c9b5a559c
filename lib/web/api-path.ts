const PREFIX = '/api/v1/'

/** Whether a path is one of the read API: who may is told by a token there, and no cookie is looked at. */
export function isApiPath(pathname: string): boolean {
  return pathname.startsWith(PREFIX)
}
