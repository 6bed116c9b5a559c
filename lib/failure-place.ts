/**
 * Notes on an error where it happened: a server and the variable that names it, for the words of
 * `describeFailure`. What was noted first stays.
 * @returns the error.
 */
export function noteWhere(error: unknown, where: string): unknown {
  if (error instanceof Error && !('where' in error)) Object.assign(error, { where })
  return error
}
