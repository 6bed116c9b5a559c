import { Notice } from '@/components/notice/notice'

const NAMES: Record<string, string> = {
  order: 'the order',
  type: 'the device type',
  run: 'the run',
  users: 'the number of users',
  active: 'the time',
  mark: 'the review',
  sort: 'what is sorted by',
  person: 'the person',
  kind: 'the kind',
  outcome: 'the outcome',
  token: 'the token',
  from: 'the first day',
  to: 'the last day',
  at: 'the place in the list',
}

/** Says which parts of a broken link were left out; nothing when none were. */
export function IgnoredNotice({ ignored }: { ignored: string[] }) {
  if (ignored.length === 0) return null
  const names = [...new Set(ignored)].map((name) => NAMES[name] ?? name)
  return (
    <Notice tone="warn" title="Part of this link is broken.">
      {`${names.join(' and ')} could not be read, so the list is shown without.`.replace(
        /^./,
        (letter) => letter.toUpperCase(),
      )}
    </Notice>
  )
}
