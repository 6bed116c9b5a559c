/** What a request is answered that the console did not begin to work on; whoever pressed a button reads it. */
export const REFUSED_REQUEST = {
  'too-large': 'The request is too large.',
  'too-slow': 'The request took too long to arrive.',
  'too-many': 'Too many requests are arriving at once. Try again in a few seconds.',
  crowded: 'Too many requests at once. Try again in a few seconds.',
  full: 'The console has too much to do. Try again in a few seconds.',
} as const

/** Whether a text is one of these. */
export function isRefusedRequest(text: string): boolean {
  return Object.values<string>(REFUSED_REQUEST).includes(text)
}
