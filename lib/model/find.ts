/** What the palette finds beside commands, in the order in which it is listed. */
export const FOUND_KINDS = [
  'run',
  'user',
  'device',
  'ip',
  'login',
  'rejected',
  'view',
  'person',
] as const

type FoundKind = (typeof FOUND_KINDS)[number]

/** Something stored that a typed text names. */
export type SearchResult = {
  kind: FoundKind
  /** A user, a token, a run's number, a message id, a view's name, or a person. */
  value: string
  /** Where it is, where the value does not say it: the row of a message, the query of a view. */
  at?: string
}

/** Longest text that is looked for: as long as the longest value that can be found. */
const MAX_LENGTH = 320

/** Shortest text that is looked for; a run's number may be shorter. */
const MIN_LENGTH = 2

/** Whether a typed text is looked for at all. */
export function isFindable(text: string): boolean {
  const { length } = text
  return length <= MAX_LENGTH && (length >= MIN_LENGTH || /^[1-9]$/.test(text))
}
