/** What is used of `sessionStorage`. */
export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

type Draft = { owner: string; text: string; at: number }

const PREFIX = 'veilgate:draft:'
/** A reason may hold an original that was typed by mistake: it is not kept for long. */
const MAX_AGE_MS = 30 * 60_000

/**
 * Half-written text, kept so that it outlives the end of a session: in this tab alone, for half an hour
 * at most, and for whoever wrote it. Passphrases, passwords and originals are never kept.
 * @param place the path and the field.
 */
export function writeDraft(storage: DraftStorage, place: string, { owner, text, at }: Draft) {
  if (text === '') storage.removeItem(PREFIX + place)
  else storage.setItem(PREFIX + place, JSON.stringify({ owner, text, at }))
}

/** What somebody wrote at a place within the last half hour; null where there is nothing. */
export function readDraft(
  storage: DraftStorage,
  place: string,
  owner: string,
  nowMs: number,
): string | null {
  const draft = parse(storage.getItem(PREFIX + place))
  return draft !== null && isKept(draft, owner, nowMs) ? draft.text : null
}

/**
 * Drops what is too old, and what another person wrote.
 * @param owner whose drafts stay; undefined where nobody is signed in, and null to drop them all.
 */
export function sweepDrafts(
  storage: DraftStorage,
  owner: string | null | undefined,
  nowMs: number,
) {
  const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at))
  for (const key of keys) {
    if (key === null || !key.startsWith(PREFIX)) continue
    const draft = parse(storage.getItem(key))
    if (draft === null || owner === null || !isKept(draft, owner, nowMs)) storage.removeItem(key)
  }
}

function isKept(draft: Draft, owner: string | undefined, nowMs: number): boolean {
  const age = nowMs - draft.at
  return (owner === undefined || draft.owner === owner) && age >= 0 && age < MAX_AGE_MS
}

function parse(text: string | null): Draft | null {
  try {
    const draft = JSON.parse(text ?? 'null')
    const { owner, text: written, at } = draft ?? {}
    const isDraft =
      typeof owner === 'string' && typeof written === 'string' && typeof at === 'number'
    return isDraft ? { owner, text: written, at } : null
  } catch {
    return null
  }
}
