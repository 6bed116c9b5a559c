import type { Measured } from '@/lib/model/alerts/next-state'

/** What was read, or why it was not. */
export type Read<Value> = { kind: 'read'; value: Value } | { kind: 'failed'; problem: string }

type Found = Omit<Extract<Measured, { kind: 'measured' }>, 'kind'>

/** What a rule finds in what was read; where it was not, that is not known. */
export function whenRead<Value>(
  read: Read<Value>,
  find: (value: Value) => Found | Measured,
): Measured {
  if (read.kind === 'failed') return { kind: 'unknown', problem: read.problem }
  const found = find(read.value)
  return 'kind' in found ? found : { kind: 'measured', ...found }
}
