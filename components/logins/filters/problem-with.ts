import { parseLoginsQuery } from '@/lib/model/query/logins-query'

/** What is wrong with a part of the URL, in words such as `is not a version`; null where nothing is. */
export function problemWith(name: string, value: string): string | null {
  return parseLoginsQuery(new URLSearchParams([[name, value]])).brokenParts[0]?.problem ?? null
}
