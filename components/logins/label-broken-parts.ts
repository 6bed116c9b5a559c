import type { BrokenPart } from '@/lib/model/define-query'

const LABELS: Record<string, string> = {
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

/** Broken parts of the logins' URL with the names that a notice gives them. */
export function labelBrokenParts(broken: { name: string; problem: string }[]): BrokenPart[] {
  return broken.map(({ name, problem }) => {
    // What zod says in its own words is no help to a reader.
    const why = /^(?:Invalid|Too|Expected)/.test(problem) ? 'is not a known value' : problem
    return { name, label: LABELS[name] ?? name, problem: why }
  })
}
