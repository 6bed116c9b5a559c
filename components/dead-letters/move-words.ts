import { formatNumber } from '@/lib/format/format'
import type { MoveTask } from '@/lib/model/pipeline/dead-letters'

/** `Move running: about 120 of 500 moved, at most 50/s` */
export function moveWords({ state, moved, toMove, maxPerSecond, failure }: MoveTask): string {
  const of = toMove === null ? '' : ` of ${formatNumber(toMove)}`
  const rate = maxPerSecond === null ? '' : `, at most ${formatNumber(maxPerSecond)}/s`
  const why = failure === null ? '' : `: ${failure}`
  return `Move ${state}${why}, about ${formatNumber(moved)}${of} moved${rate}`
}

/** How far it is, 0 to 1; null where that is not known. */
export function moveShare({ moved, toMove }: Pick<MoveTask, 'moved' | 'toMove'>): number | null {
  return toMove === null || toMove === 0 ? null : Math.min(1, moved / toMove)
}
