import { z } from 'zod'

export const NO_SUCH_MESSAGE = 'There is no such rejected message.'

/** The id of a rejected message. */
export const rejectedId = z
  .string({ error: NO_SUCH_MESSAGE })
  .regex(/^[1-9]\d{0,17}$/, { error: NO_SUCH_MESSAGE })

/** How the log names a rejected message. */
export function rejectedSubject(id: string): string {
  return `rejected message ${id}`
}
