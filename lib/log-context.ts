import { AsyncLocalStorage } from 'node:async_hooks'
import { singleton } from '@/lib/singleton'

/** Ids, by which lines of the log that belong together are found: never a value of a message. */
export type LogContext = Readonly<Record<string, string | number | undefined>>

type Frame = { fields: () => LogContext; outer: Frame | undefined }

/**
 * Does some work whose log lines all carry these fields, and those of the work around it.
 * @param fields asked for at each line: a run may get another number while it works.
 */
export function withLogContext<Result>(fields: () => LogContext, work: () => Result): Result {
  const frames = storage()
  return frames.run({ fields, outer: frames.getStore() }, work)
}

/** The fields of the work in hand; what stands further in goes before what stands further out. */
export function logContext(): LogContext {
  const found: LogContext[] = []
  for (let frame = storage().getStore(); frame !== undefined; frame = frame.outer) {
    found.unshift(frame.fields())
  }
  return Object.assign({}, ...found)
}

function storage(): AsyncLocalStorage<Frame> {
  return singleton('log-context', () => new AsyncLocalStorage<Frame>())
}
