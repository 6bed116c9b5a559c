import { findAnything } from '@/lib/db/find/find-anything'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import type { PageQuery } from '@/test/bench/page-query'
import type { Samples } from '@/test/bench/read-samples'

/** What the graph of links asks, and what the palette does at a key. */
export function linkQueries(samples: Samples, any: <T>(list: T[]) => T): PageQuery[] {
  const find = (name: string, text: () => string): PageQuery => ({
    name: `palette: ${name}`,
    run: () => findAnything(text(), { id: 'nobody', readsLog: false }),
  })
  return [
    find('beginning of a user', () => any(samples.users).slice(0, 4)),
    find('whole token', () => any(samples.devices)),
    find('first digits of a token', () => any(samples.ips).slice(11, 17)),
    find('nothing there is', () => 'zzzz-nothing'),
    { name: 'graph: device of fifty users', run: () => readLinkGraph('device', samples.kiosk) },
    { name: 'graph: busiest IP', run: () => readLinkGraph('ip', samples.office) },
  ]
}
