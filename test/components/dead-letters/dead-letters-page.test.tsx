import { describe, expect, it } from 'vitest'
import type { DeadLetterActions } from '@/components/dead-letters/dead-letter-actions'
import { type DeadLettersFound, DeadLettersPage } from '@/components/dead-letters/dead-letters-page'
import { SampleTable } from '@/components/dead-letters/sample-table'
import type { DeadLetter } from '@/lib/model/pipeline/dead-letters'
import type { Loaded } from '@/lib/model/query/loaded'
import { AT, liveEvent, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

type Found = Extract<DeadLettersFound, { kind: 'found' }>

const unused = async () => {
  throw new Error('It is only rendered.')
}
const OPERATOR: DeadLetterActions = {
  sample: unused,
  redrive: unused,
  cancelMove: unused,
  purge: null,
  move: null,
}
const ADMIN: DeadLetterActions = { ...OPERATOR, purge: unused, move: unused }

const FOUND: Found = {
  kind: 'found',
  source: 'logins',
  place: { name: 'logins-dead', retentionSeconds: 14 * 86_400, otherSources: [] },
  depth: {
    name: 'logins-dead',
    visible: 3_001,
    inFlight: 2,
    delayed: 0,
    deadLetter: null,
    readAt: AT,
  },
  run: null,
  moves: { kind: 'unsupported' },
}
const EMPTY = { ...FOUND.depth, visible: 0, inFlight: 0 }

function textOf(
  found: Partial<Found>,
  actions: DeadLetterActions | null = OPERATOR,
  event = liveEvent(),
): string {
  return textOfLoaded({ kind: 'loaded', value: { ...FOUND, ...found } }, actions, event)
}

function textOfLoaded(
  loaded: Loaded<DeadLettersFound>,
  actions: DeadLetterActions | null,
  event = liveEvent(),
) {
  return renderedText(<DeadLettersPage loaded={loaded} actions={actions} stopRun={unused} />, {
    event,
    nowMs: Date.parse(AT) + 4_000,
  })
}

describe('the page of dead letters', () => {
  it('says how much waits, as of when, and for how long it is kept', () => {
    const text = textOf({})
    expect(text).toContain('3,001 waiting, approximate, read 4 s ago')
    expect(text).toContain('kept 14 d from when it was first sent, then deleted')
    expect(text).not.toContain('also serves')
  })

  it('offers to be read again once the sidebar counts otherwise, and not by an older count', () => {
    const told = (deadLetter: number | null, readAt: string) => {
      const { queue } = liveEvent()
      const depth = queue.depth === null ? null : { ...queue.depth, deadLetter, readAt }
      return textOf({}, OPERATOR, liveEvent({ queue: { ...queue, depth } }))
    }
    const later = secondsBefore(-1)
    expect(told(3_005, later)).toContain('4 more by now')
    expect(told(1, later)).toContain('3,000 fewer by now')
    expect(told(3_001, later)).not.toContain('by now')
    expect(told(null, later)).not.toContain('by now')
    expect(told(3_005, secondsBefore(1))).not.toContain('by now')
  })

  it('names the other queues that it serves', () => {
    const place = { ...FOUND.place, retentionSeconds: null, otherSources: ['payments'] }
    const text = textOf({ place })
    expect(text).toContain('also serves payments; their messages are left alone')
    expect(text).toContain('kept not known')
  })

  it('lets an operator look and redrive, an admin also purge, and others nothing', () => {
    expect(textOf({})).toMatch(/Redrive…/)
    expect(textOf({})).toContain('Look at a sample')
    expect(textOf({})).not.toContain('Purge…')
    expect(textOf({}, ADMIN)).toContain('Purge…')
    expect(textOf({}, null)).not.toMatch(/Redrive…|Look at|Purge…/)
  })

  it('says that there are none, and never shows a failure so', () => {
    expect(textOf({ depth: EMPTY })).toContain('No dead letters.')
    const failed = textOfLoaded(
      { kind: 'failed', cause: 'Nothing answers', detail: undefined },
      ADMIN,
    )
    expect(failed).toContain('The dead-letter queue could not be asked.')
    expect(failed).not.toContain('No dead letters')
    const none = textOfLoaded({ kind: 'loaded', value: { kind: 'none', source: 'logins' } }, ADMIN)
    expect(none).toContain('This queue has no dead-letter queue.')
    expect(none).not.toContain('Redrive…')
  })

  it('shows how far a redrive is, and lets it be stopped', () => {
    const ledger = { ...runSummary().ledger, received: 1_200, stored: 200, duplicates: 1_000 }
    const run = runSummary({ id: 43, mode: 'redrive', depthAtStart: 3_001, ledger })
    const text = textOf({ run })
    expect(text).toContain('1,200 of about 3,001')
    expect(text).toContain('200 stored + 1,000 duplicate')
    expect(text).toMatch(/Stop\b/)
    expect(text).not.toContain('Redrive…')
    const more = textOf({ run: { ...run, depthAtStart: 0 } })
    expect(more).toMatch(/Redrive, .* 1,200 /)
    expect(more).not.toContain('of about')
    const ended = textOf({ run: { ...run, state: 'finished', endedAt: secondsBefore(1) } })
    expect(ended).toContain('Redrive…')
    expect(ended).not.toContain('of about 3,001 Ledger')
  })

  it.each([
    [{ kind: 'unsupported' }, 'This server cannot move messages back', false],
    [{ kind: 'unknown', cause: 'It is denied' }, 'are not known: It is denied.', false],
    [{ kind: 'listed', tasks: [] }, 'Nothing is being moved back', true],
  ] as const)('says of moves %o', (moves, words, offers) => {
    expect(textOf({ moves: moves as Found['moves'] }, ADMIN)).toContain(words)
    expect(textOf({ moves: moves as Found['moves'] }, ADMIN).includes('Move back…')).toBe(offers)
    expect(textOf({ moves: moves as Found['moves'] })).not.toContain('Move back…')
  })

  it('lets a running move be cancelled, and no second one begin', () => {
    const task = {
      handle: 'handle',
      state: 'running' as const,
      moved: 120,
      toMove: 500,
      maxPerSecond: 25,
      failure: null,
      startedAt: secondsBefore(8),
    }
    const text = textOf({ moves: { kind: 'listed', tasks: [task] } }, ADMIN)
    expect(text).toContain('Move running, about 120 of 500 moved, at most 25/s, begun 12 s ago')
    expect(text).toContain('Cancel the move')
    expect(text).not.toContain('Move back…')
  })
})

it('a dead letter is told by what becomes of it, its receive count and its last failure', () => {
  const letter: DeadLetter = {
    messageId: 'message-1',
    sentAt: AT,
    receiveCount: 4,
    bodyBytes: 317,
    becomes: 'no-login',
    reasons: [{ field: 'ip', code: 'not-an-ip' }],
    fieldNames: ['ip'],
    lastFailure: { runId: 7, error: 'The database refused the data (23514)', failedAt: AT },
  }
  const other: DeadLetter = {
    ...letter,
    messageId: 'message-2',
    becomes: 'stored',
    reasons: [],
    lastFailure: null,
  }
  const text = renderedText(<SampleTable letters={[letter, other]} />, { nowMs: Date.parse(AT) })
  expect(text).toContain(
    'no login ip is not an IP address. The database refused the data (23514) run 7 4 ×',
  )
  expect(text).toContain('stored already none none recorded 4 ×')
})
