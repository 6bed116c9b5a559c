type Handlers = { onGranted: () => void; onStolen: () => void }

export type TabLock = {
  /** Waits in line for it. */
  request: () => void
  /** Takes it from whoever has it. */
  steal: () => void
  /** Gives it back, or leaves the line. */
  release: () => void
}

/**
 * A lock that one tab of this browser holds at a time; the browser hands it on when the tab is closed,
 * crashes or is frozen. Where browsers have none, as over plain HTTP from another machine, each tab
 * holds one of its own.
 */
export function tabLock(name: string, handlers: Handlers): TabLock {
  let release = () => {}
  const begin = (options: LockOptions) => {
    release()
    release = requestOne(name, options, handlers)
  }
  return {
    request: () => begin({}),
    steal: () => begin({ steal: true }),
    release: () => {
      release()
      release = () => {}
    },
  }
}

function requestOne(name: string, options: LockOptions, { onGranted, onStolen }: Handlers) {
  const leaving = new AbortController()
  let isGranted = false
  const grant = () => {
    if (leaving.signal.aborted) return
    isGranted = true
    onGranted()
  }
  const hold = () => {
    grant()
    return new Promise<void>((resolve) => {
      if (leaving.signal.aborted) return resolve()
      leaving.signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }
  if (typeof navigator.locks === 'undefined') {
    queueMicrotask(grant)
  } else {
    // What steals may not be called off.
    const all = options.steal ? options : { ...options, signal: leaving.signal }
    navigator.locks.request(name, all, hold).catch(() => {
      if (leaving.signal.aborted) return
      // A browser that refuses to lock leaves each tab to itself.
      if (isGranted) onStolen()
      else grant()
    })
  }
  return () => leaving.abort()
}
