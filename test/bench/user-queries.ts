import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { countUsers } from '@/lib/db/shared/count-users'
import { listNeighbours } from '@/lib/db/shared/list-neighbours'
import { findErasure } from '@/lib/db/users/find-erasure'
import { findUser } from '@/lib/db/users/find-user'
import { listVersionChanges } from '@/lib/db/users/list-version-changes'
import type { Samples } from '@/test/bench/read-samples'

/** What the page of a user asks, and what stands beside a login. */
export function userQueries(samples: Samples, any: <T>(list: T[]) => T) {
  return [
    { name: 'one user', run: () => findUser(any(samples.users)) },
    { name: 'one user: erasure', run: () => findErasure(any(samples.users)) },
    { name: 'one user: changes of version', run: () => listVersionChanges(any(samples.users)) },
    { name: 'graph: a user', run: () => readLinkGraph('user', any(samples.users)) },
    { name: 'logins: users on each device', run: () => countUsers('device', samples.devices) },
    ...(['device', 'ip'] as const).map((kind) => ({
      name: `inspector: links of its ${kind}`,
      run: () => listNeighbours(kind, any(samples.places)),
    })),
  ]
}
