/**
 * What a browser is told of a failure on the server: Next keeps the message to itself, and passes on
 * a digest, which we choose where the cause is known.
 */
export function databaseDigest(code: string | undefined): string {
  return `database ${code ?? 'unavailable'}`
}

/** Whether a digest says that the database was the cause. */
export function isDatabaseDigest(digest: string | undefined): boolean {
  return /^database [\w.-]{2,60}$/.test(digest ?? '')
}
