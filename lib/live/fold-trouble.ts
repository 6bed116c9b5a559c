import type { FoldTrouble } from '@/lib/model/folding'

const shared = globalThis as { veilgateFoldTrouble?: FoldTrouble | null }

/** What keeps this process from folding; null where nothing does. */
export function foldTrouble(): FoldTrouble | null {
  return shared.veilgateFoldTrouble ?? null
}

/** Notes what keeps this process from folding, or (null) that it folds; the first moment is kept. */
export function noteFoldTrouble(failure: string | null): void {
  const since = foldTrouble()?.since ?? new Date().toISOString()
  shared.veilgateFoldTrouble = failure === null ? null : { failure, since }
}
