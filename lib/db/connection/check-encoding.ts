import { UserError } from '@/lib/errors'

/**
 * Holds a database to UTF8: in any other encoding some logins could never be stored.
 * @param encoding its `server_encoding`.
 * @param where where it is.
 * @throws UserError where it is another.
 */
export function checkEncoding(encoding: string, where: string): void {
  if (encoding === 'UTF8') return
  throw new UserError(
    `The database at ${where} has the encoding ${encoding}, which cannot store every login: Veilgate ` +
      'needs UTF8. A database keeps its encoding, so create another one ' +
      '(createdb --encoding UTF8 --template template0 …) and set DATABASE_URL to it. Nothing was changed.',
  )
}
