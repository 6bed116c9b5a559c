import { describe, expect, it } from 'vitest'
import { layOut } from '@/components/link-graph/lay-out'
import { LinkGraph as Drawn } from '@/components/link-graph/link-graph'
import { endsWords, lineWidth, loginsWords } from '@/components/link-graph/link-words'
import { matchingNodes } from '@/components/link-graph/matching-nodes'
import { pathWords } from '@/components/link-graph/path-words'
import { LinksTable } from '@/components/link-graph/side/links-table'
import { PathPanel } from '@/components/link-graph/side/path-panel'
import { HIDDEN_ORIGINAL } from '@/lib/model/reveal/hidden-original'
import type { LinkFacts, LinkGraph, LinkNode, LinkPath } from '@/lib/model/shared/link-graph'
import { renderedText } from '@/test/support/render'

const PHONE = `dv1_ada45f_${'7'.repeat(32)}`
const facts = (logins: number, isAtLeast = false): LinkFacts => ({
  logins,
  isAtLeast,
  firstSeen: '2026-11-20T08:00:00Z',
  lastSeen: '2026-11-20T09:00:00Z',
})
const node = (kind: LinkNode['kind'], value: string, distance: number): LinkNode => ({
  key: `${kind}:${value}`,
  kind,
  value,
  distance,
  hiddenLinks: 0,
})
const graph: LinkGraph = {
  nodes: [
    node('user', 'ann', 0),
    node('device', PHONE, 1),
    node('user', 'annabel', 2),
    node('ip', HIDDEN_ORIGINAL, 2),
  ],
  links: [
    ['user:ann', `device:${PHONE}`],
    [`device:${PHONE}`, 'user:annabel'],
  ],
  facts: [facts(14), null],
  isTruncated: false,
}
const nowMs = Date.parse('2026-11-21T12:00:00Z')

describe('a link', () => {
  it('says how many logins it rests on, and what is not known of them', () => {
    expect(loginsWords(facts(1))).toBe('1 login')
    expect(loginsWords(facts(1_400))).toBe('1,400 logins')
    expect(loginsWords(facts(1, true))).toBe('1+ logins')
    expect(loginsWords(null)).toBe('older logins only')
    expect(endsWords(graph.nodes[0] as LinkNode, graph.nodes[1] as LinkNode)).toBe(
      'user ann – device 77777777',
    )
  })

  it('is wider the more they are, within bounds', () => {
    const widths = [null, facts(1), facts(10), facts(1e9)].map(lineWidth)
    expect(widths).toEqual(widths.toSorted((a, b) => a - b))
    expect(widths.at(0)).toBe(1)
    expect(widths.at(-1)).toBe(6)
  })

  it('stands in the table with its times', () => {
    const table = <LinksTable laidOut={layOut(graph)} lit={null} onLight={() => undefined} />
    const text = renderedText(table, { nowMs })
    expect(text).toContain('user ann – device 77777777 14 Nov 20 08:00:00 Nov 20 09:00:00')
    expect(text).toContain('device 77777777 – user annabel – older')
  })
})

describe('the graph', () => {
  it('lists what it draws, and says how much that is', () => {
    const page = <Drawn graph={graph} laidOut={layOut(graph)} />
    const text = renderedText(page, { nowMs })
    expect(text).toContain('user ann')
    expect(text).toContain('device 77777777…')
    // What an original is called takes no link.
    expect(text).toContain('original, hidden')
  })
})

describe('a layout', () => {
  it('is the same each time, with the one asked for in its place', () => {
    expect(layOut(graph)).toEqual(layOut(structuredClone(graph)))
    expect(layOut(graph).nodes[0]).toMatchObject({ key: 'user:ann', x: 0, y: 0 })
  })

  it('says which link has which facts', () => {
    expect(layOut(graph).links).toEqual([
      { from: 0, to: 1, facts: facts(14) },
      { from: 1, to: 2, facts: null },
    ])
  })
})

describe('what is looked for in a graph', () => {
  it('is found by any part of its name, the nearest first, and never an original', () => {
    expect(matchingNodes(graph.nodes, ' ANN')).toEqual(['user:ann', 'user:annabel'])
    expect(matchingNodes(graph.nodes, '7777')).toEqual([`device:${PHONE}`])
    expect(matchingNodes(graph.nodes, 'hidden')).toEqual([])
    expect(matchingNodes(graph.nodes, ' ')).toEqual([])
  })
})

describe('a path', () => {
  const nodes = graph.nodes.slice(0, 3)
  const found: LinkPath = { kind: 'found', nodes, facts: graph.facts, isShortest: true }

  it('tells that there is none from not knowing', () => {
    expect(pathWords({ kind: 'none' })).toBe('No path within 6 steps: all links were followed.')
    for (const why of ['time', 'links'] as const) {
      expect(pathWords({ kind: 'stopped', why, looked: 1_234 })).toMatch(/^Not known: .*1,234/)
    }
    expect(pathWords({ ...found, isShortest: false })).toContain('There may be a shorter way')
    expect(
      pathWords({ kind: 'found', nodes: nodes.slice(0, 1), facts: [], isShortest: true }),
    ).toBe('This is the middle of the graph itself.')
  })

  it('is shown step by step, with how often and when', () => {
    const panel = (path: LinkPath | null) =>
      renderedText(<PathPanel path={path} onLight={() => undefined} onClose={() => undefined} />, {
        nowMs,
      })
    expect(panel(found)).toContain('Linked within 2 steps.')
    expect(panel(found)).toMatch(/ann.*14 logins, Nov 20 08:00:00 to Nov 20 09:00:00.*77777777/)
    expect(panel(found)).toContain('older logins only')
    expect(panel(null)).toContain('Looking for a path…')
  })
})
