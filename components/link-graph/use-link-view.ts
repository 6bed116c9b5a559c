'use client'

import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import type { LaidOut } from '@/components/link-graph/lay-out'
import { useAsked } from '@/components/logins/use-asked'
import type { LinkView } from '@/lib/model/shared/link-graph'
import { type LinkQuery, parseLinkQuery, writeLinkQuery } from '@/lib/model/shared/link-view'

export type ShownView = LinkView & { laidOut: LaidOut }

const EMPTY = new URLSearchParams()

/**
 * The graph that the URL asks for: what the page came with while it asks for nothing else. A view that
 * is on its way leaves the one before it standing; another is a step of the browser's history.
 * @param own what the page came with. Memoise it.
 */
export function useLinkView(own: ShownView) {
  const query = parseLinkQuery(useSearchParams() ?? EMPTY)
  const home = own.graph.nodes.find(({ distance }) => distance === 0)?.key ?? null
  const centre = query.centre ?? home
  const isOwn = centre === home && query.expanded.length === 0 && query.to === null
  const url = isOwn || centre === null ? null : `/api/links?${writeLinkQuery({ ...query, centre })}`
  const asked = useAsked<ShownView>(url)
  const ready = url === null ? own : asked.state === 'ready' ? asked.answer : null
  const [last, setLast] = useState(ready)
  if (ready !== null && ready !== last) setLast(ready)

  const change = (next: Partial<LinkQuery>) => {
    const search = new URLSearchParams(location.search)
    const changed = { ...parseLinkQuery(search), ...next }
    if (changed.centre === home) changed.centre = null
    const text = writeLinkQuery(changed, search)
    // Without a state of its own, so that the router learns of it.
    history.pushState(null, '', text === '' ? location.pathname : `${location.pathname}?${text}`)
  }
  return {
    query: { ...query, centre },
    isOwn,
    view: ready ?? last,
    isReading: url !== null && asked.state === 'loading',
    retry: url !== null && asked.state === 'failed' ? asked.retry : null,
    change,
  }
}
