import { formatDuration } from '@/lib/format/format'

/** How far the rollups are behind, in words; infinite seconds are the logins that were here before Veilgate. */
export function foldLagWords(seconds: number): string {
  return Number.isFinite(seconds) ? formatDuration(seconds) : 'all logins that were adopted'
}
