import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from '@/lib/singleton'

/** Ids, by which lines of the log that belong together are found: never a value of a message. */
export type LogContext = Readonly<Record<string, string | number | undefined>>

type Fields = LogContext | (() => LogContext)

type Frame = { fields: Fields; outer: Frame | undefined }

/**
 * Does some work whose log lines all carry these fields, and those of the work around it.
 * @param fields where they change, such as the number of a run, a function, which is asked at each line. Connections
 *   and timers that begin within the work keep it for as long as they live, and all that the functions beside it use:
 *   so it must not stand where messages are.
 */
export function withLogContext<Result>(fields: Fields, work: () => Result): Result {
  const frames = storage()
  return frames.run({ fields, outer: frames.getStore() }, work)
}

/** The fields of the work in hand; what stands further in goes before what stands further out. */
export function logContext(): LogContext {
  const found: LogContext[] = []
  for (let frame = storage().getStore(); frame !== undefined; frame = frame.outer) {
    found.unshift(typeof frame.fields === 'function' ? frame.fields() : frame.fields)
  }
  return Object.assign({}, ...found)
}

function storage(): AsyncLocalStorage<Frame> {
  return singleton('log-context', () => new AsyncLocalStorage<Frame>())
}
