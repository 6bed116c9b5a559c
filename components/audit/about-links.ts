import { rejectedHref } from '@/lib/model/query/rejected-query'
import type { ActionSummary, RecordedAction } from '@/lib/model/reveal/recorded-action'

/** Where rejected messages stand in their list, by id. */
export type RejectedPlaces = Readonly<Record<string, string>>

type AboutLink = { label: string; href: string }

const REJECTED = /^rejected message (\d{1,18})\b/
const RUN = /\brun (\d{1,9})\b/

const SETTLING: readonly string[] = ['return-rejected', 'discard-rejected']

/** What is looked after on a page of its own, by the kind of action. */
const PAGES: Readonly<Record<string, AboutLink | undefined>> = {
  'purge-dead-letters': { label: 'dead letters', href: '/dead-letters' },
  'move-dead-letters': { label: 'dead letters', href: '/dead-letters' },
  'manage-users': { label: 'users', href: '/settings/users' },
  'manage-tokens': { label: 'API tokens', href: '/settings/tokens' },
  'manage-retention': { label: 'retention', href: '/settings/retention' },
  // An erasure is not to name whom it erased.
  erase: { label: 'erasures', href: '/settings/erase' },
}

/** What an export is taken from, by what the log calls it. */
const EXPORTED: Readonly<Record<string, AboutLink | undefined>> = {
  logins: { label: 'logins', href: '/logins' },
  'shared-devices': { label: 'devices', href: '/devices' },
  'shared-ips': { label: 'IPs', href: '/ips' },
  'rejected-messages': { label: 'rejected messages', href: '/rejected' },
  runs: { label: 'runs', href: '/runs' },
  'audit log': { label: 'audit log', href: '/audit' },
}

/** The ways from an action to what it was about, the nearest first; tokens lead to theirs themselves. */
export function aboutLinks(summary: ActionSummary, places: RejectedPlaces): AboutLink[] {
  const { id, action, subject } = summary
  const [, message] = REJECTED.exec(subject ?? '') ?? []
  const [, run] = RUN.exec(subject ?? '') ?? []
  const place = message === undefined ? undefined : places[message]
  return [
    place === undefined
      ? null
      : { label: `rejected message ${message}`, href: rejectedHref({}, { row: place }) },
    SETTLING.includes(action)
      ? { label: 'list what was done', href: rejectedHref({}, { request: id }) }
      : null,
    run === undefined ? null : { label: `run ${run}`, href: `/runs/${run}` },
    PAGES[action] ?? null,
    action === 'export' ? (EXPORTED[subject ?? ''] ?? null) : null,
  ].flatMap((link) => link ?? [])
}

/** The rejected messages that actions are about, one by one. */
export function rejectedIdsOf(actions: readonly RecordedAction[]): string[] {
  const subjects = actions.flatMap(({ rows }) => rows.map(({ subject }) => subject ?? ''))
  return [...new Set(subjects.flatMap((subject) => REJECTED.exec(subject)?.[1] ?? []))]
}
