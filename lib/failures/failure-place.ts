/** What is known of a failure beside its code. Prisma's own errors keep what is in `meta`. */
export type Noted = { meta?: { where?: unknown; deadlineMs?: unknown } }

/**
 * Notes on an error where it happened: a server and the variable that names it, for the words of
 * `describeFailure`. What was noted first stays.
 * @returns the error.
 */
export function noteWhere(error: unknown, where: string): unknown {
  const { meta } = (error ?? {}) as Noted
  if (error instanceof Error && meta?.where === undefined) {
    Object.assign(error, { meta: { ...meta, where } })
  }
  return error
}
