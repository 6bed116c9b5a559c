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
