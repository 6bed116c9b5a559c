/** The id of a rejected message, from an untrusted value; null where it is none. */
export function rejectedId(given: unknown): string | null {
  return typeof given === 'string' && /^[1-9]\d{0,17}$/.test(given) ? given : null
}

/** How the log names a rejected message. */
export function rejectedSubject(id: string): string {
  return `rejected message ${id}`
}

export const NO_SUCH_MESSAGE = 'There is no such rejected message.'
