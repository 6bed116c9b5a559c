import { say } from '@/lib/cli/terminal/progress'
import { watchParent } from '@/lib/embedded/watch-parent'
import { END_SIGNALS } from '@/lib/end-signals'
import { startedByNpm } from '@/lib/env'

type Undo = { undo: () => Promise<void>; hurry: (() => void) | undefined }

type Stoppable = {
  /** Aborted as soon as it is to stop. */
  signal: AbortSignal
  /** What is to be undone at the end, the last first; `hurry` makes it quicker. */
  onStop(undo: () => Promise<void>, hurry?: () => void): void
  /** Stops it from within, with an exit code. */
  stop(code: number): void
}

/**
 * Does `begin`, stays until Ctrl-C, SIGTERM or the death of npm, and then undoes what was begun. A
 * second Ctrl-C does not wait for the work in hand.
 * @returns the exit code. @throws what `begin` throws, after undoing.
 */
export async function untilStopped(
  begin: (stoppable: Stoppable) => Promise<void>,
): Promise<number> {
  const undos: Undo[] = []
  const abort = new AbortController()
  let code = 0
  let inHand: Undo | undefined
  const stop = (exitCode: number) => {
    // Whoever is told to end while it ends for a reason of its own has still failed.
    if (abort.signal.aborted) return
    code = exitCode
    abort.abort()
  }
  const onSignal = (name: NodeJS.Signals) => {
    if (abort.signal.aborted && name === 'SIGINT') inHand?.hurry?.()
    else stop(0)
  }
  for (const name of END_SIGNALS) process.on(name, onSignal)
  // A closed terminal must not end us before everything is undone.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  const unwatch = watchParent(startedByNpm(), () => stop(0))
  try {
    await begin({
      signal: abort.signal,
      onStop: (undo, hurry) => undos.push({ undo, hurry }),
      stop,
    })
    await new Promise<void>((resolve) => {
      // An event listener alone keeps no process alive.
      const alive = setInterval(() => {}, 60_000)
      const end = () => {
        clearInterval(alive)
        resolve()
      }
      if (abort.signal.aborted) end()
      else abort.signal.addEventListener('abort', end, { once: true })
    })
  } catch (error) {
    // Being told to stop in the middle of starting is no failure.
    if (!abort.signal.aborted) throw error
  } finally {
    if (abort.signal.aborted) process.stdout.write('\n')
    for (const next of undos.reverse()) {
      inHand = next
      await next.undo()
    }
    unwatch()
    for (const name of END_SIGNALS) process.off(name, onSignal)
  }
  say('Stopped')
  return code
}
