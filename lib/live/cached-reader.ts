type Options<Value> = {
  /** What is known before the first reading. */
  first: Value
  /** Given what was read last, so that a failure can keep it. */
  read: (last: Value) => Promise<Value>
  /** What to say of what was read last while a reading takes longer than `timeoutMs`. */
  late: (last: Value) => Value
  timeoutMs: number
}

/** For what did not answer in time the last time: those who ask do not stand still once more. */
const SHORT_TIMEOUT_MS = 250

type Reading<Value> = { sinceMs: number; ended: boolean; value: Promise<Value> }

/**
 * A way to read the same thing again and again, such as the state of a server that may hang: one
 * reading is under way at a time, shared by all who ask meanwhile, and nobody waits for it longer
 * than `timeoutMs`, and hardly at all once that was in vain, until a reading answers in time again.
 * What hangs is not started again on top of itself.
 * @returns a function that reads; `maxAgeMs` is how long ago a reading may have begun that serves as
 *   the answer, by default none that began before it was asked for.
 */
export function cachedReader<Value>({ first, read, late, timeoutMs }: Options<Value>) {
  let last = first
  let reading: Reading<Value> | undefined
  let waitMs = timeoutMs

  const begin = (): Reading<Value> => {
    const begun = { sinceMs: performance.now(), ended: false, value: read(last) }
    begun.value = begun.value
      .then((value) => {
        last = value
        if (performance.now() - begun.sinceMs < timeoutMs) waitMs = timeoutMs
        return value
      })
      .finally(() => {
        begun.ended = true
      })
    return begun
  }

  return async (maxAgeMs = 0): Promise<Value> => {
    const oldestMs = performance.now() - maxAgeMs
    for (;;) {
      if (reading === undefined || (reading.ended && reading.sinceMs < oldestMs)) reading = begin()
      const { sinceMs, value } = reading
      const found = await within(sinceMs + waitMs - performance.now(), value)
      if (found === TOO_LATE) {
        waitMs = Math.min(SHORT_TIMEOUT_MS, timeoutMs)
        return late(last)
      }
      if (sinceMs >= oldestMs) return found
    }
  }
}

const TOO_LATE = Symbol('too late')

async function within<Value>(ms: number, value: Promise<Value>): Promise<Value | typeof TOO_LATE> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<typeof TOO_LATE>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms), TOO_LATE)
  })
  return Promise.race([value, late]).finally(() => clearTimeout(timer))
}
