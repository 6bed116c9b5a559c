/** How long originals are shown before they are hidden again. */
export const REVEAL_SHOWN_SECONDS = 30
