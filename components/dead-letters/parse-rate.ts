import { MAX_RATE } from '@/lib/model/pipeline/dead-letters'

/** Reads what somebody typed as a rate; nothing typed leaves it open. */
export function parseRate(
  typed: string,
): { kind: 'rate'; maxPerSecond: number | null } | { kind: 'invalid'; problem: string } {
  const text = typed.trim()
  if (text === '') return { kind: 'rate', maxPerSecond: null }
  const maxPerSecond = /^\d{1,4}$/.test(text) ? Number(text) : 0
  if (maxPerSecond >= 1 && maxPerSecond <= MAX_RATE) return { kind: 'rate', maxPerSecond }
  return { kind: 'invalid', problem: `Enter a whole number from 1 to ${MAX_RATE}, or nothing.` }
}
