import { UserError } from '@/lib/errors'

/** A newer Veilgate migrated the database. Only another program can mend it: waiting cannot. */
export class NewerSchema extends UserError {}

/**
 * Refuses a database that a newer Veilgate migrated: what this program knows may mean something else
 * there.
 * @param newer the migrations that it has and this program does not know.
 * @param where where it is.
 * @throws NewerSchema where there are any.
 */
export function refuseNewerSchema(newer: readonly string[], where: string): void {
  if (newer.length === 0) return
  throw new NewerSchema(
    `The database at ${where} was migrated by a newer Veilgate: it has ${newer.join(', ')}, which this ` +
      'program does not know. Run that version, or a newer one. Nothing was changed.',
  )
}
