import { readStream } from '@/components/shell/live/read-stream'
import type { StreamNews } from '@/components/shell/live/tab'
import { backOff } from '@/lib/model/time/back-off'

const INITIAL_RETRY_MS = 1_000
const MAX_RETRY_MS = 15_000
/** Longer than the server is ever silent: a connection that says nothing is dead. */
const SILENCE_MS = 20_000

type Options = {
  session: string
  /** The position of the event that is known, at each attempt. */
  position: () => string | null
  onNews: (news: StreamNews) => void
}

export type KeptStream = {
  /** Back online, or looked at again: no reason to sit out the pause. */
  hurry: () => void
  /** Begins anew at once. */
  reopen: () => void
  close: () => void
}

/** Keeps a live stream open, through lost connections and refusals of the server, until it is closed. */
export function keepStream({ session, position, onNews }: Options): KeptStream {
  let reading: AbortController | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let watchdog: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  const open = async () => {
    close()
    const { signal } = openReading()
    watch()
    const end = await readStream({
      session,
      after: position(),
      signal,
      onMessage: (message) => {
        if (signal.aborted) return
        failures = 0
        watch()
        onNews({ kind: 'message', message })
      },
    })
    if (signal.aborted) return
    if (end.kind === 'refused' && end.status === 401) {
      close()
      return onNews({ kind: 'signed-out' })
    }
    retry(end.kind === 'refused' ? end.text : null)
  }
  const openReading = () => {
    reading = new AbortController()
    return reading
  }
  const retry = (refusal: string | null) => {
    close()
    const delayMs = backOff(failures, { initial: INITIAL_RETRY_MS, max: MAX_RETRY_MS })
    failures += 1
    timer = setTimeout(() => void open(), delayMs)
    onNews({ kind: 'lost', refusal })
  }
  const watch = () => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => retry(null), SILENCE_MS)
  }
  const close = () => {
    reading?.abort()
    reading = undefined
    clearTimeout(timer)
    timer = undefined
    clearTimeout(watchdog)
  }

  void open()
  return {
    hurry: () => {
      if (reading === undefined) void open()
    },
    reopen: () => void open(),
    close,
  }
}
