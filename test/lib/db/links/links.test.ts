import { beforeAll, describe, expect, it } from 'vitest'
import { findLinkPath } from '@/lib/db/links/find-link-path'
import { readLinkGraph } from '@/lib/db/links/read-link-graph'
import { foldAll } from '@/lib/ingest/fold-loop'
import { type LinkKind, linkKey } from '@/lib/model/shared/link-graph'
import { makeRun, maskedLogin, store, token } from '@/test/support/fixtures/stored-logins'
import { useServices } from '@/test/support/services'

useServices()

const [A, B, C, LONELY] = [1, 2, 3, 9].map((number) => token('device', number)) as [
  string,
  string,
  string,
  string,
]
const [HOME, OFFICE, AWAY] = [1, 2, 3].map((number) => token('ip', number)) as [
  string,
  string,
  string,
]
const at = (minute: number) => new Date(Date.UTC(2026, 10, 20, 8, minute))
const user = (value: string) => ({ kind: 'user' as const, value })
const place = (kind: LinkKind, value: string) => ({ kind, value })

/** ann uses A; ann and ben share B; ben's B and cleo's C meet at OFFICE; dora stands alone. */
beforeAll(async () => {
  const login = (userId: string, device: string, ip: string, minute: number) =>
    maskedLogin({ userId, maskedDeviceId: device, maskedIp: ip, sentAt: at(minute) })
  await store(await makeRun(), [
    login('ann', A, HOME, 0),
    login('ann', B, HOME, 1),
    login('ann', B, HOME, 2),
    login('ben', B, OFFICE, 3),
    login('cleo', C, OFFICE, 4),
    login('dora', LONELY, AWAY, 5),
  ])
  await foldAll()
})

const namesOf = (path: Awaited<ReturnType<typeof findLinkPath>>['path']) =>
  path.kind === 'found' ? path.nodes.map(({ value }) => value) : path.kind

describe('findLinkPath', () => {
  it('finds a shortest path, with how often and when each two were met', async () => {
    const { path } = await findLinkPath(user('ann'), user('cleo'))
    expect(path).toEqual({
      kind: 'found',
      isShortest: true,
      nodes: [
        { key: 'user:ann', kind: 'user', value: 'ann' },
        { key: `device:${B}`, kind: 'device', value: B },
        { key: `ip:${OFFICE}`, kind: 'ip', value: OFFICE },
        { key: `device:${C}`, kind: 'device', value: C },
        { key: 'user:cleo', kind: 'user', value: 'cleo' },
      ],
      facts: [
        { logins: 2, isAtLeast: false, firstSeen: iso(1), lastSeen: iso(2) },
        { logins: 1, isAtLeast: false, firstSeen: iso(3), lastSeen: iso(3) },
        { logins: 1, isAtLeast: false, firstSeen: iso(4), lastSeen: iso(4) },
        { logins: 1, isAtLeast: false, firstSeen: iso(4), lastSeen: iso(4) },
      ],
    })
  })

  it('finds the same path the other way round, and none longer than it must be', async () => {
    const there = namesOf((await findLinkPath(place('device', A), user('ben'))).path)
    expect(there).toEqual([A, 'ann', B, 'ben'])
    const back = namesOf((await findLinkPath(user('ben'), place('device', A))).path)
    expect(back).toEqual(there.toString().split(',').toReversed())
    expect(namesOf((await findLinkPath(user('ann'), user('ann'))).path)).toEqual(['ann'])
  })

  it('tells no path from nobody of that name', async () => {
    expect((await findLinkPath(user('ann'), user('dora'))).path).toEqual({ kind: 'none' })
    expect((await findLinkPath(user('ann'), user('nobody'))).path).toEqual({ kind: 'unknown' })
    // An original is never looked for, whatever is stored.
    const original = place('ip', '203.0.113.7')
    expect((await findLinkPath(user('ann'), original)).path).toEqual({ kind: 'unknown' })
  })

  it('says that it stopped where it did not follow all, and never that there is none', async () => {
    const few = await findLinkPath(user('ann'), user('dora'), { maxOfNode: 1 })
    expect(few.path).toMatchObject({ kind: 'stopped', why: 'links', looked: expect.any(Number) })
    const late = await findLinkPath(user('ann'), user('cleo'), { timeoutMs: 0 })
    expect(late.path).toMatchObject({ kind: 'stopped', why: 'time' })
  })
})

describe('readLinkGraph', () => {
  const factsIn = (graph: Awaited<ReturnType<typeof readLinkGraph>>, a: string, b: string) => {
    const place = graph.links.findIndex((ends) => ends.includes(a) && ends.includes(b))
    return graph.facts[place]
  }

  it('says of each link how many logins it rests on, and when', async () => {
    const graph = await readLinkGraph('user', 'ann')
    expect(graph.facts).toHaveLength(graph.links.length)
    expect(factsIn(graph, 'user:ann', `device:${B}`)).toEqual({
      logins: 2,
      isAtLeast: false,
      firstSeen: iso(1),
      lastSeen: iso(2),
    })
    expect(factsIn(graph, `ip:${HOME}`, `device:${A}`)?.logins).toBe(1)
  })

  it('shows the links of what is expanded, and of nothing that is not in the graph', async () => {
    const plain = await readLinkGraph('user', 'ann')
    const office = linkKey('ip', OFFICE)
    expect(plain.nodes.map(({ key }) => key)).toContain(office)
    expect(plain.nodes.map(({ value }) => value)).not.toContain(C)
    const expanded = [place('ip', OFFICE), place('device', LONELY)]
    const wider = await readLinkGraph('user', 'ann', { expanded })
    expect(wider.nodes.find(({ value }) => value === C)?.distance).toBe(3)
    expect(wider.nodes.map(({ value }) => value)).not.toContain('dora')
  })

  it('draws a path whole, however far it leads', async () => {
    const { places } = await findLinkPath(user('ann'), user('cleo'))
    const graph = await readLinkGraph('user', 'ann', { path: places })
    expect(graph.nodes.find(({ value }) => value === 'cleo')?.distance).toBe(4)
    expect(factsIn(graph, 'user:cleo', `device:${C}`)?.logins).toBe(1)
  })
})

function iso(minute: number): string {
  return at(minute).toISOString()
}
