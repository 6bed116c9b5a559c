import { keysState } from '@/lib/keys/keys-state'
import { log } from '@/lib/log'

const EVERY_MS = 10_000

/** Route handlers and the start of the server are bundled apart, hence global. */
const shared = globalThis as {
  veilgateKeysWatch?: { isFit: boolean | null; timer: NodeJS.Timeout }
}

/**
 * Whether the keys were there, and fitted the database, when they were last looked at; null before the
 * first look. From memory: files are read by threads that passwords are hashed by as well.
 */
export function keysAreFit(): boolean | null {
  return startKeysWatch().isFit
}

/** Looks at the keys now, and every ten seconds from now on. May be called again. */
export function startKeysWatch() {
  if (shared.veilgateKeysWatch !== undefined) return shared.veilgateKeysWatch
  let isLooking = false
  const look = async () => {
    if (isLooking) return
    isLooking = true
    try {
      watch.isFit = (await keysState()).ok
    } catch (error) {
      // The database is away, which is said elsewhere: the keys are as they were.
      log.warn('keys.not-checked', {}, error)
    }
    isLooking = false
  }
  const watch: { isFit: boolean | null; timer: NodeJS.Timeout } = {
    isFit: null,
    timer: setInterval(look, EVERY_MS).unref(),
  }
  shared.veilgateKeysWatch = watch
  void look()
  return watch
}

/** Ends the watch; for tests. */
export function stopKeysWatch() {
  clearInterval(shared.veilgateKeysWatch?.timer)
  delete shared.veilgateKeysWatch
}
