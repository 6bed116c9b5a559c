import { formatDuration } from '@/lib/format/format'
import type { FoldState } from '@/lib/model/live/folding'

/** What is folded within so long is as good as up to date. */
const SHOWN_LAG_MS = 5_000

/**
 * What to say of figures that are behind; null where they are up to date, or as good as.
 * @param figures which they are, in the plural.
 */
export function foldWords(
  { lagMs, failure }: FoldState,
  figures = 'These figures',
): { title: string; detail: string } | null {
  const cause = failure === null ? '' : `: ${failure.replace(/\.$/, '')}`
  if (lagMs === 'adopted') {
    return {
      title: `${figures} leave out the logins that were stored before Veilgate${cause}.`,
      detail: 'They are being counted, which may take minutes; their list is complete.',
    }
  }
  if (lagMs > SHOWN_LAG_MS) {
    const lag = formatDuration(Math.floor(lagMs / 1_000))
    return { title: `${figures} are ${lag} behind${cause}.`, detail: CATCHING_UP }
  }
  if (failure === null || lagMs === 0) return null
  return { title: `${figures} are falling behind${cause}.`, detail: CATCHING_UP }
}

const CATCHING_UP = 'The logins are stored, and their list is complete; the figures catch up later.'
