/** All that `/logins` keeps in its URL; an absent part stands for its default. */
export type LoginsSearch = {
  order: 'newest' | 'oldest'
  deviceType?: string
  run?: number
  /** The cursor of the page; the first page has none. */
  at?: string
}

/** The URL of the logins so searched for; defaults are left out. */
export function loginsHref(search: LoginsSearch): string {
  const params = new URLSearchParams()
  if (search.order !== 'newest') params.set('order', search.order)
  if (search.deviceType !== undefined) params.set('type', search.deviceType)
  if (search.run !== undefined) params.set('run', String(search.run))
  if (search.at !== undefined) params.set('at', search.at)
  return params.size === 0 ? '/logins' : `/logins?${params}`
}
