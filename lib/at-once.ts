/**
 * A line before work of which little may be in hand at once: so many pieces run, the others wait in
 * the order they came. Who stands in it is bounded by whoever lets them in.
 * @returns a function that runs a piece of work when it is its turn.
 */
export function atOnce(most: number) {
  const waiting: (() => void)[] = []
  let running = 0

  const turn = () => {
    if (running < most) {
      running += 1
      return Promise.resolve()
    }
    return new Promise<void>((resolve) => waiting.push(resolve))
  }
  /** The next in line takes over the place of who leaves. */
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) running -= 1
    else next()
  }

  return async <Value>(work: () => Promise<Value>): Promise<Value> => {
    await turn()
    try {
      return await work()
    } finally {
      leave()
    }
  }
}
