import { describeFailure, failureCode } from '@/lib/errors'
import { logContext } from '@/lib/log-context'

type Fields = Record<string, string | number | boolean | null | undefined>

/**
 * Structured log lines on stderr, one JSON object each, with the ids of the run, batch and request in
 * hand (lib/log-context.ts). Fields carry ids and counts, never bodies or values; a failure is logged by its description and code, never by its message, which may
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
  const line = { at: new Date().toISOString(), level, event, ...logContext(), ...fields }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}
