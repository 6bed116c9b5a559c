/** How many messages a run stores at once: what all of its lanes learned of how fast the database is. */
export type PartSize = {
  /** At least 1. */
  messages(): number
  /** Notes that so many could not be stored within the time of an attempt. */
  noteTooLong(count: number): void
  /** Notes that so many were stored, and in which part of the time they had; 0 to 1. */
  noteStored(count: number, shareOfTime: number): void
}

/**
 * By how much what took too long is cut. Each such attempt costs up to two thirds of the time that is left before
 * its messages reappear: by halves, a batch of 500 would not become small enough for a database that takes 80 ms
 * for each login.
 */
const CUT = 4
/** Twice as many are tried after a success that leaves them time to spare. */
const GROWTH = 2
const MAX_SHARE_TO_GROW = 0.25

/** Begins with a whole batch. @param max how many messages that is. */
export function createPartSize(max: number): PartSize {
  let messages = max
  return {
    messages: () => messages,
    // By what was tried: lanes that fail at the same time cut it once.
    noteTooLong: (count) => {
      messages = Math.max(1, Math.min(messages, Math.floor(count / CUT)))
    },
    noteStored: (count, shareOfTime) => {
      if (shareOfTime > MAX_SHARE_TO_GROW) return
      messages = Math.min(max, Math.max(messages, count * GROWTH))
    },
  }
}
