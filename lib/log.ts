import { describeFailure, failureCode } from '@/lib/errors'

type Fields = Record<string, string | number | boolean | null | undefined>

/**
 * Structured log lines on stderr, one JSON object each. Fields carry ids and counts, never bodies
 * or values; a failure is logged by its description and code, never by its message, which may
 * quote what it failed on.
 */
export const log = {
  info: (event: string, fields: Fields = {}) => write('info', event, fields),
  warn: (event: string, fields: Fields = {}, failure?: unknown) =>
    write('warn', event, { ...fields, ...failureFields(failure) }),
  error: (event: string, fields: Fields = {}, failure?: unknown) =>
    write('error', event, { ...fields, ...failureFields(failure) }),
}

function failureFields(failure: unknown): Fields {
  if (failure === undefined) return {}
  return { failure: describeFailure(failure), code: failureCode(failure) }
}

function write(level: string, event: string, fields: Fields) {
  process.stderr.write(
    `${JSON.stringify({ at: new Date().toISOString(), level, event, ...fields })}\n`,
  )
}
