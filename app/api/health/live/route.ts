/**
 * Whether this process lives: it answers, whatever is away. One that does not is to be started again;
 * to start it again because the database is away would mend nothing.
 */
export function GET(): Response {
  return Response.json({ status: 'ok' })
}

/** Asked each time: what is answered beforehand says nothing of the process. */
export const dynamic = 'force-dynamic'
