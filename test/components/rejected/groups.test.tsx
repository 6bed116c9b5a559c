import { describe, expect, it } from 'vitest'
import { groupHref } from '@/components/rejected/groups/group-words'
import { GroupsList } from '@/components/rejected/groups/groups-list'
import { NoneRejected } from '@/components/rejected/none-rejected'
import { rejectedQuery } from '@/lib/model/query/rejected-query'
import {
  noStates,
  type RejectedGroup,
  type RejectedGrouping,
  type RejectedGroups,
} from '@/lib/model/rejected/rejected-groups'
import { liveEvent } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const [FIRST, SECOND, END] = ['2026-11-25', '2026-11-26', '2026-11-27'].map((day) =>
  Date.parse(`${day}T00:00:00Z`),
) as [number, number, number]

function groupsOf(
  by: RejectedGrouping,
  groups: Partial<RejectedGroup>[],
  counted = { count: 40, isExact: true },
) {
  const found: RejectedGroups = {
    by,
    groups: groups.map((group) => ({
      key: 'ip:missing',
      messages: 34,
      states: { ...noStates(), kept: 30, returned: 4 },
      firstAt: '2026-11-25T12:00:00.000Z',
      lastAt: '2026-11-26T12:00:00.000Z',
      days: [4, 30],
      ...group,
    })),
    counted,
    dayStarts: [FIRST, SECOND],
    daysEndMs: END,
  }
  return found
}

/** What the page that a group leads to is narrowed to. */
function queryOf(href: string) {
  return rejectedQuery.parse(new URL(href, 'http://console').searchParams)
}

describe('the groups of rejected messages', () => {
  it('say how many have which reason, in which states, and how many were counted', () => {
    const groups = groupsOf('reason', [{}, { key: 'not-json', messages: 6 }])
    const text = renderedText(<GroupsList query={{ by: 'reason' }} groups={groups} />, {
      nowMs: END,
    })
    expect(text).toContain('ip is missing 34 85 % 30 0 4 0')
    expect(text).toContain('The message is not JSON 6 15 %')
    expect(text).toContain(
      '2 reasons of 40 rejected messages. A message with several reasons counts for each.',
    )
  })

  it('say that only the newest are counted where there are more', () => {
    const groups = groupsOf('run', [{ key: '7' }], { count: 20_000, isExact: false })
    const text = renderedText(<GroupsList query={{ by: 'run' }} groups={groups} />)
    expect(text).toContain('1 run of 20,000+ rejected messages. The newest 20,000 were looked at')
  })

  it.each([
    ['reason', 'ip:missing', { reason: 'ip:missing' }],
    ['field', 'message', { field: 'message' }],
    ['run', '7', { run: 7 }],
  ] as const)(
    'lead to their messages, within what the page is narrowed to: %s',
    (by, key, more) => {
      const query = { by, state: 'kept', range: '24h', at: 'next.1.2' } as const
      expect(queryOf(groupHref(query, groupsOf(by, [{ key }]), key))).toEqual({
        query: { state: 'kept', range: '24h', ...more },
        brokenParts: [],
      })
    },
  )

  it('lead to the messages of a day, or of all days before, within the time of the page', () => {
    const groups = groupsOf('day', [])
    const noon = '2026-11-25T12:00:00.000Z'
    const timesOf = (query: object, key: string) => {
      const { query: found, brokenParts } = queryOf(groupHref(query, groups, key))
      expect(brokenParts).toEqual([])
      return [found.from, found.to]
    }
    const [first, second, end] = [FIRST, SECOND, END].map((ms) => new Date(ms).toISOString())
    expect(timesOf({ range: '7d' }, String(FIRST))).toEqual([first, second])
    expect(timesOf({ range: '7d' }, String(SECOND))).toEqual([second, end])
    expect(timesOf({ from: noon }, String(FIRST))).toEqual([noon, second])
    expect(timesOf({}, '0')).toEqual([undefined, first])
  })
})

describe('the place of rejected messages where there are none', () => {
  it('says why: none at all, none of a run, or none that match', () => {
    const said = (query: object, isFirst = true) =>
      renderedText(<NoneRejected query={query} isFirst={isFirst} />, { event: liveEvent() })
    expect(said({ by: 'reason' })).toContain('Nothing rejected.')
    expect(said({})).toContain('400 messages wait on the queue: ingest them on the overview.')
    // Rejected messages may have been deleted for their age, or none was received yet.
    expect(said({})).not.toContain('Every message')
    expect(said({ run: 3 })).toBe('Run 3 rejected nothing. Show those of all runs')
    expect(said({ run: 3, state: 'kept' })).toContain('No rejected messages match these filters.')
    expect(said({ at: 'next.1.2' }, false)).toContain('Go to the first page')
  })
})
