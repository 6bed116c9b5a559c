/** For so long one or two originals are shown before they are hidden again. */
export const REVEAL_SHOWN_SECONDS = 30
const VALUES_AT_FIRST = 2
const MORE_SECONDS_A_VALUE = 2

/** For how long so many originals are shown: nobody reads fifty in the time of two. */
export function revealShownSeconds(values: number): number {
  return REVEAL_SHOWN_SECONDS + MORE_SECONDS_A_VALUE * Math.max(0, values - VALUES_AT_FIRST)
}

/** The rule in words. */
export const REVEAL_SHOWN_RULE = `Originals are shown for ${REVEAL_SHOWN_SECONDS} seconds, and ${MORE_SECONDS_A_VALUE} more for each value beyond the first two.`

/** For so long a sign-in stands in for the passphrase where nothing is opened. */
export const FRESH_SIGN_IN_MINUTES = 5

/** In characters. A shorter reason says nothing to whoever reads the log later. */
export const REASON_LENGTH = { min: 10, max: 1_000 }
export const TICKET_MAX_LENGTH = 128
export const PASSPHRASE_MAX_LENGTH = 1_024

/** The most characters of an original that is looked up. */
export const ORIGINAL_MAX_LENGTH = 1_024
