/**
 * What leaves the server in the place of an original that an adopted login still holds: the same word
 * for all of them, so that nothing tells which are equal.
 */
export const HIDDEN_ORIGINAL = 'hidden-original'
