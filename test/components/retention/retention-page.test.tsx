import { expect, it } from 'vitest'
import { RetentionChanges } from '@/components/retention/retention-changes'
import { RetentionPage } from '@/components/retention/retention-page'
import type { RetentionView } from '@/lib/model/retention/retention-view'
import { renderedText } from '@/test/support/render'

const save = async () => ({ kind: 'done' as const })
const view: RetentionView = {
  now: '2026-11-21T12:00:00.000Z',
  settings: { logins: 3, rejected: null, batches: 12 },
  sizes: { user_logins: { rows: 1_234, bytes: 5_000_000 } },
  oldest: {
    logins: '2026-09-10T00:00:00.000Z',
    rejected: '2020-01-01T00:00:00.000Z',
    batches: '2025-10-01T00:00:00.000Z',
  },
  results: {
    logins: {
      rows: 77,
      deletedAt: '2026-11-01T03:00:00.000Z',
      finishedAt: '2026-11-21T03:00:00.000Z',
    },
  },
  run: {
    startedAt: '2026-11-21T03:00:00.000Z',
    finishedAt: '2026-11-21T03:00:01.000Z',
    problem: null,
    isFollowingUp: false,
  },
  months: {
    madeUntil: '2027-02-01T00:00:00.000Z',
    monthsAhead: 2,
    laterLogins: 0,
    failingSince: null,
    failingSeconds: null,
    problem: null,
  },
  changes: [],
}
const render = (part: Partial<RetentionView> = {}) =>
  renderedText(
    <RetentionPage
      viewer="admin"
      loaded={{ kind: 'loaded', value: { ...view, ...part } }}
      changesLimit={2}
      save={save}
    />,
  )

it('says how long each is kept, how much there is, and what was last deleted', () => {
  const text = render()
  expect(text).toMatch(/Logins user_logins kept for 3 months oldest: .*, deleted after .* 1,234 5/)
  expect(text).toMatch(/77 rows/)
  expect(text).toMatch(/Rejected messages rejected_messages kept forever oldest: /)
  expect(text).toMatch(/ingest_batches kept for 12 months oldest: .*, deleted the next night/)
  expect(text).toMatch(/reveal_log.* kept forever: the log is append-only/)
  expect(text).toContain('The last nightly deletion started')
})

it('says that it never ran, and why it did not come to its end', () => {
  const never = { startedAt: null, finishedAt: null, problem: null, isFollowingUp: false }
  expect(render({ run: never })).toContain('The nightly deletion has not run yet.')
  const text = render({ run: { ...view.run, problem: 'the vault is in use', isFollowingUp: true } })
  expect(text).toContain('was not completed: the vault is in use')
  expect(text).toContain('still being removed')
})

it('says up to when there are months, and what is wrong with that', () => {
  const text = render()
  expect(text).toContain('Partitions exist through 2027-01.')
  expect(text).not.toMatch(/none for next month|Creating new ones|later time/)
  const wrong = render({
    months: {
      madeUntil: '2026-12-01T00:00:00.000Z',
      monthsAhead: 0,
      laterLogins: 10_001,
      failingSince: '2026-11-20T12:00:00.000Z',
      failingSeconds: 86_400,
      problem: 'the table is in use',
    },
  })
  expect(wrong).toMatch(/through 2026-11\. *There is none for next month\./)
  expect(wrong).toMatch(/has failed since .*: *the table is in use/)
  expect(wrong).toMatch(/a clock that runs ahead: *10,000\+/)
})

it('says who set what, and that nobody has yet', () => {
  const change = { id: 1, changedBy: 'ann@example.com', at: '2026-11-21T12:00:00.000Z' }
  const changes = [
    { ...change, kind: 'logins' as const, keepMonths: 3 },
    { ...change, id: 2, kind: 'batches' as const, keepMonths: null },
  ]
  const text = renderedText(<RetentionChanges changes={changes} limit={2} />)
  expect(text).toMatch(/Logins kept for 3 months ann@example\.com/)
  expect(text).toMatch(/Ledger batches kept forever ann@/)
  expect(text).toMatch(/The newest 2 changes\.$/)
  expect(renderedText(<RetentionChanges changes={[]} limit={2} />)).toContain('Nothing has been')
})
