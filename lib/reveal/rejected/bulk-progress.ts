import { singleton } from '@/lib/singleton'

/** How far a bulk action is that this process works on. */
export type BulkProgress = {
  userId: string
  total: number
  /** How many were tried. */
  tried: number
  isStopAsked: boolean
}

/** Bulk actions under way in this process, by the ids that their pages gave them. */
function allUnderWay(): Map<string, BulkProgress> {
  return singleton('rejected-bulk', () => new Map<string, BulkProgress>())
}

/** Notes one that begins. @returns why it may not: a person has one at a time. */
export function beginBulk(
  id: string,
  userId: string,
  total: number,
): { kind: 'begun'; progress: BulkProgress } | { kind: 'under-way'; problem: string } {
  const all = allUnderWay()
  const isBusy = all.has(id) || [...all.values()].some((other) => other.userId === userId)
  if (isBusy) {
    const problem =
      'You have messages being returned or discarded already: wait until that has ended.'
    return { kind: 'under-way', problem }
  }
  const progress = { userId, total, tried: 0, isStopAsked: false }
  all.set(id, progress)
  return { kind: 'begun', progress }
}

export function endBulk(id: string): void {
  allUnderWay().delete(id)
}

/** How far one of a person's own is; null where there is none here. */
export function findBulk(id: string, userId: string): BulkProgress | null {
  const found = allUnderWay().get(id)
  return found?.userId === userId ? found : null
}
