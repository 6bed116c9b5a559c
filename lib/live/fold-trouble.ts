import type { FoldTrouble } from '@/lib/model/live/folding'
import { singleton } from '@/lib/singleton'

const trouble = () => singleton<{ now: FoldTrouble | null }>('fold-trouble', () => ({ now: null }))

/** What keeps this process from folding; null where nothing does. */
export function foldTrouble(): FoldTrouble | null {
  return trouble().now
}

/** Notes what keeps this process from folding, or (null) that it folds; the first moment is kept. */
export function noteFoldTrouble(failure: string | null): void {
  const since = foldTrouble()?.since ?? new Date().toISOString()
  trouble().now = failure === null ? null : { failure, since }
}
