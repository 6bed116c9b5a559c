import { expect, it } from 'vitest'
import { RecentRuns } from '@/components/overview/run/recent-runs'
import type { RunSummary } from '@/lib/model/pipeline/ledger'
import { AT, runSummary, secondsBefore } from '@/test/support/live-event'
import { renderedText } from '@/test/support/render'

const text = (run: Partial<RunSummary>) =>
  renderedText(
    <RecentRuns runs={[runSummary({ startedAt: secondsBefore(9 * 3_600), ...run })]} />,
    {
      nowMs: Date.parse(AT),
    },
  )

const ledger = { ...runSummary().ledger, received: 3_997, stored: 3_997 }

it('says when a run was, what it received and how long it took', () => {
  expect(text({ state: 'finished', endedAt: AT, seconds: 40, ledger })).toContain(
    '9 h ago 3,997 0 40 s finished, balanced',
  )
})

it.each([
  ['failed', 'There is no such queue', 'Failed: There is no such queue.'],
  ['failed', null, 'Failed: It gave up.'],
  ['interrupted', null, 'Interrupted: Its process died, or could not reach the database.'],
  ['interrupted', 'Storing: the disk is full', 'Interrupted: Storing: the disk is full.'],
  ['stopped', null, 'Stopped'],
  ['stopped', 'Stopped early: no key.', 'Stopped early: No key.'],
  ['running', 'Storing: the disk is full', 'Waiting: Storing: the disk is full.'],
  ['stopping', null, 'Stopping'],
] as const)('says in a word that a run is %s, with the cause %j', (state, problem, words) => {
  const shown = text({ state, problem, endedAt: AT, ledger })
  expect(shown).toContain(words)
  expect(shown).not.toContain('finished')
})

it('is loud about a run that does not balance, however it ended', () => {
  expect(
    text({ state: 'failed', ledger: { ...ledger, stored: 3_990, balanced: false } }),
  ).toContain('−7')
})

it('does not claim that there was none while that is not known', () => {
  expect(renderedText(<RecentRuns runs={null} />, { nowMs: Date.parse(AT) })).not.toContain('None')
  expect(renderedText(<RecentRuns runs={[]} />, { nowMs: Date.parse(AT) })).toContain('None yet.')
})
