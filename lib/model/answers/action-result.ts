/** Why an action did nothing, or cannot tell whether it did, as a sentence. */
export type ActionFailure = {
  /** Not signed in, not permitted, not understood, or broken on the way. */
  kind: 'signed-out' | 'refused' | 'invalid' | 'failed'
  problem: string
}

/**
 * What every server action returns. `Outcome` is what can come of it, told apart by `kind`; the ones
 * in which nothing was done carry a `problem`, too.
 */
export type ActionResult<Outcome extends { kind: string }> = Outcome | ActionFailure

/** The outcome of an action that has nothing more to say. */
export type Done = { kind: 'done' }
