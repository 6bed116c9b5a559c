export type Throttled = {
  /** Asks for the action to be run, now or as soon as its turn comes. */
  ask: () => void
  /** Nothing is run after this. */
  end: () => void
}

/**
 * Runs an action a moment after it is first asked for, and then once more after each pause in which
 * it was asked for again. Being asked never puts a turn off: however steady the asking, its turn comes.
 * @param act must not reject.
 */
export function throttled(
  act: () => Promise<void>,
  { firstMs, pauseMs }: { firstMs: number; pauseMs: number },
): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined
  let isAsked = false
  let isEnded = false

  const turn = async () => {
    if (!isAsked) {
      timer = undefined
      return
    }
    isAsked = false
    await act()
    if (!isEnded) timer = setTimeout(turn, pauseMs)
  }
  return {
    ask: () => {
      isAsked = true
      if (!isEnded) timer ??= setTimeout(turn, firstMs)
    },
    end: () => {
      isEnded = true
      clearTimeout(timer)
    },
  }
}
