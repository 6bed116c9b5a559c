import { database } from '@/lib/db/client'

const MAX_PEOPLE = 500

/** Everybody the reveal log names, by address; one index entry is read for each. */
export async function listRevealPeople(): Promise<string[]> {
  const rows = await database().$queryRaw<{ name: string }[]>`
    WITH RECURSIVE people AS (
      (SELECT user_name FROM reveal_log ORDER BY user_name LIMIT 1)
      UNION ALL
      SELECT (SELECT user_name FROM reveal_log WHERE user_name > people.user_name
              ORDER BY user_name LIMIT 1)
      FROM people WHERE people.user_name IS NOT NULL
    )
    SELECT user_name AS name FROM people WHERE user_name IS NOT NULL LIMIT ${MAX_PEOPLE}`
  return rows.map(({ name }) => name)
}
