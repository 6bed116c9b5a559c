import type { TabInput } from '@/components/shell/live/tab'

type Handlers = {
  onInput: (input: TabInput) => void
  /** After the page was put away: what would keep it from being kept for "back" is closed. */
  onPutAway: () => void
}

/** Watches whether the page is looked at, put away for later, and online. */
export function watchPage({ onInput, onPutAway }: Handlers): () => void {
  const ending = new AbortController()
  const { signal } = ending
  const putAway = () => {
    onInput({ kind: 'put-away' })
    onPutAway()
  }
  const takeOut = () => onInput({ kind: 'taken-out' })
  document.addEventListener(
    'visibilitychange',
    () => onInput({ kind: document.visibilityState === 'visible' ? 'shown' : 'hidden' }),
    { signal },
  )
  window.addEventListener('online', () => onInput({ kind: 'online' }), { signal })
  window.addEventListener('pagehide', putAway, { signal })
  window.addEventListener('pageshow', takeOut, { signal })
  document.addEventListener('freeze', putAway, { signal })
  document.addEventListener('resume', takeOut, { signal })
  return () => ending.abort()
}
