/** How long originals are shown before they are hidden again. */
export const REVEAL_SHOWN_SECONDS = 30

/** For so long a sign-in stands in for the passphrase where nothing is opened. */
export const FRESH_SIGN_IN_MINUTES = 5

/** In characters. A shorter reason says nothing to whoever reads the log later. */
export const REASON_LENGTH = { min: 10, max: 1_000 }
export const TICKET_MAX_LENGTH = 128
export const PASSPHRASE_MAX_LENGTH = 1_024

/** The most characters of an original that is looked up. */
export const ORIGINAL_MAX_LENGTH = 1_024
