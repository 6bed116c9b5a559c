import { MAX_EXPANDED, parseLinkKey } from '@/lib/model/shared/link-graph'

/** What a URL says of a graph: keys of nodes (see `linkKey`). */
export type LinkQuery = {
  /** What stands in the middle; null for what the page is about. */
  centre: string | null
  /** Whose own links are shown as well, in the order in which they were asked for. */
  expanded: string[]
  /** Where a path from the middle is to lead. */
  to: string | null
}

const isKey = (text: string | null) => text !== null && parseLinkKey(text) !== null

/** The graph's part of a URL; what is no key is left out. */
export function parseLinkQuery(search: Pick<URLSearchParams, 'get' | 'getAll'>): LinkQuery {
  const [centre, to] = [search.get('centre'), search.get('to')]
  const expanded = [...new Set(search.getAll('expand').filter(isKey))].slice(0, MAX_EXPANDED)
  return { centre: isKey(centre) ? centre : null, expanded, to: isKey(to) ? to : null }
}

/** The search of a URL with another graph part; the rest of it stays. */
export function writeLinkQuery(
  { centre, expanded, to }: LinkQuery,
  rest: URLSearchParams = new URLSearchParams(),
): string {
  const search = new URLSearchParams(rest)
  for (const name of ['centre', 'expand', 'to']) search.delete(name)
  if (centre !== null) search.set('centre', centre)
  for (const key of expanded) search.append('expand', key)
  if (to !== null) search.set('to', to)
  return search.toString()
}
