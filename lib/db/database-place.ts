/** Where a database is, without user or password: `host:port/name`. */
export function databasePlace(databaseUrl: string): string {
  const url = new URL(databaseUrl)
  return `${url.host}${url.pathname}`
}
