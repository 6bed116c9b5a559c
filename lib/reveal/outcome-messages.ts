/** What kept a value from being revealed, in a sentence. */
export const OUTCOME_MESSAGES = {
  unknown: 'The vault holds no original for this token.',
  erased: 'This value was erased. Nothing can bring it back.',
  tampered: 'The vault row fails its check: it was changed after it was sealed. Nothing is shown.',
  'missing-key': 'The vault row is there, but the key it was sealed with is missing.',
  'foreign-key': 'It was made or sealed with a key that is not among ours.',
  'not-a-token': 'This is not a token.',
} as const
