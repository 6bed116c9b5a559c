import { Notice } from '@/components/notice/notice'
import type { BrokenPart } from '@/lib/model/logins-query'

const NAMES: Record<string, string> = {
  range: 'the time range',
  from: 'the start of the time',
  to: 'the end of the time',
  type: 'the device type',
  locale: 'the locale',
  version: 'the version',
  'version-from': 'the first version',
  'version-to': 'the last version',
  user: 'the user',
  device: 'the device',
  ip: 'the IP',
  run: 'the run',
  sort: 'what is sorted by',
  order: 'the order',
  at: 'the place in the list',
  row: 'the login to inspect',
}

/** Says which parts of a broken link were left out, and why; nothing when none were. */
export function BrokenNotice({ broken }: { broken: BrokenPart[] }) {
  if (broken.length === 0) return null
  const parts = broken.map(({ name, problem }) => {
    // What zod says in its own words is no help to a reader.
    const why = /^(?:Invalid|Too|Expected)/.test(problem) ? 'is not one of those known' : problem
    return `${NAMES[name] ?? name} ${why}`
  })
  return (
    <Notice tone="warn" title="Part of this link is broken.">
      {`${parts.join('; ')}. The list is shown without.`.replace(/^./, (one) => one.toUpperCase())}
    </Notice>
  )
}
