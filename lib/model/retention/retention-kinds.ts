/** What an admin sets a retention period for; without one all of it is kept. */
export const RETENTION_KINDS = ['logins', 'rejected', 'batches'] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** How many whole months before the current one are kept; null for all. */
export type KeepMonths = number | null
export type RetentionSettings = Record<RetentionKind, KeepMonths>

/**
 * A month has 28 days at least, and no queue keeps a message for more than 14: with one whole month kept, a message
 * that is delivered again is known.
 */
export const MIN_KEEP_MONTHS = 1
export const MAX_KEEP_MONTHS = 1_200

/** Something that was set, as pages show it; `at` is ISO 8601, UTC. */
export type RetentionChangeView = {
  id: number
  kind: RetentionKind
  keepMonths: KeepMonths
  changedBy: string
  at: string
}

/** Whether something can be set. */
export function isKeepMonths(months: KeepMonths): boolean {
  if (months === null) return true
  return Number.isInteger(months) && months >= MIN_KEEP_MONTHS && months <= MAX_KEEP_MONTHS
}

/** Whether a change of a period has something deleted that was to be kept. */
export function isShorter(months: KeepMonths, before: KeepMonths): boolean {
  return months !== null && (before === null || months < before)
}

/** A retention period in words. */
export function keepWords(months: KeepMonths): string {
  if (months === null) return 'kept forever'
  return months === 1 ? 'kept for 1 month' : `kept for ${months} months`
}

/**
 * The beginning of what is kept at a moment, in UTC; null where all is. Both in Unix milliseconds.
 */
export function retentionCutoff(nowMs: number, months: KeepMonths): number | null {
  if (months === null) return null
  const now = new Date(nowMs)
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1)
}

/** When the month of a moment is past its retention, in Unix milliseconds; null where all is kept. */
export function expiresAt(atMs: number, months: KeepMonths): number | null {
  if (months === null) return null
  const at = new Date(atMs)
  return Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + months + 1, 1)
}
