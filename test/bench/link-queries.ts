import { findAnything } from '@/lib/db/find/find-anything'
import { findLinkPath } from '@/lib/db/links/find-link-path'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import type { PageQuery } from '@/test/bench/page-query'
import type { Samples } from '@/test/bench/read-samples'

/** What the graph of links asks, and what the palette does at a key. */
export function linkQueries(samples: Samples, any: <T>(list: T[]) => T): PageQuery[] {
  const find = (name: string, text: () => string): PageQuery => ({
    name: `palette: ${name}`,
    run: () => findAnything(text(), { id: 'nobody', readsLog: false }),
  })
  const [ann, ben] = [samples.users[0] ?? '', samples.users.at(-1) ?? '']
  return [
    find('beginning of a user', () => any(samples.users).slice(0, 4)),
    find('whole token', () => any(samples.devices)),
    find('first digits of a token', () => any(samples.ips).slice(11, 17)),
    find('nothing there is', () => 'zzzz-nothing'),
    { name: 'graph: device of fifty users', run: () => readLinkGraph('device', samples.kiosk) },
    { name: 'graph: busiest IP', run: () => readLinkGraph('ip', samples.office) },
    {
      name: 'graph: path between two users',
      run: () => findLinkPath({ kind: 'user', value: ann }, { kind: 'user', value: ben }),
    },
    {
      name: 'graph: path from the busiest IP to a device of fifty users',
      run: () =>
        findLinkPath(
          { kind: 'ip', value: samples.office },
          { kind: 'device', value: samples.kiosk },
        ),
    },
  ]
}
