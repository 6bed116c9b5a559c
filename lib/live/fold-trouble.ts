/** What keeps this process from folding, and since when (ISO 8601, UTC). */
export type FoldTrouble = {
  /** A clause: `folding fails: …`. */
  failure: string
  since: string
}

/** How far the rollups, and all figures that are read from them, are behind the logins. */
export type FoldState = {
  /** 0 where they are not behind; `adopted` where logins of before Veilgate are not counted yet. */
  lagMs: number | 'adopted'
  /** Of this process; others may fold all the same. Null where all is well. */
  failure: string | null
  since: string | null
}

const shared = globalThis as { veilgateFoldTrouble?: FoldTrouble | null }

/** What keeps this process from folding; null where nothing does. */
export function foldTrouble(): FoldTrouble | null {
  return shared.veilgateFoldTrouble ?? null
}

/** Notes what keeps this process from folding, or (null) that it folds; the first moment is kept. */
export function noteFoldTrouble(failure: string | null): void {
  const since = foldTrouble()?.since ?? new Date().toISOString()
  shared.veilgateFoldTrouble = failure === null ? null : { failure, since }
}
