import { expect } from 'vitest'
import type { BrokenPart, QuerySource } from '@/lib/model/query/define-query'

type WithPlace = {
  parse: (source: QuerySource) => { query: { at?: string | undefined }; brokenParts: BrokenPart[] }
}

/** A cursor as a page gets it back from its own link; null where there is no further page. */
export function throughUrl(
  definition: WithPlace,
  cursor: string | null,
  others: Record<string, string> = {},
): string | null {
  if (cursor === null) return null
  const { query, brokenParts } = definition.parse({ ...others, at: cursor })
  expect(brokenParts).toEqual([])
  expect(query.at).toBe(cursor)
  return cursor
}
