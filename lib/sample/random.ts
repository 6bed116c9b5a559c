/** The next number of a repeatable sequence, from 0 (included) to 1 (excluded). */
export type Random = () => number

/**
 * A repeatable sequence (mulberry32) for a seed, a purpose and a number, so that the n-th person is
 * the same whenever they are asked for. For sample data only: never for keys or tokens.
 */
export function random(seed: number, purpose: string, index = 0): Random {
  let state = mix(mix(mix(seed) ^ hash(purpose)) ^ mix(index))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export function chance(next: Random, fraction: number): boolean {
  return next() < fraction
}

export function pick<T>(next: Random, of: readonly T[]): T {
  return of[Math.floor(next() * of.length)] as T
}

/** A whole number from `min` to `max`, both included. */
export function between(next: Random, min: number, max: number): number {
  return min + Math.floor(next() * (max - min + 1))
}

function mix(value: number): number {
  let at = (value ^ Math.floor(value / 4294967296)) | 0
  at = Math.imul(at ^ (at >>> 16), 0x85ebca6b)
  at = Math.imul(at ^ (at >>> 13), 0xc2b2ae35)
  return (at ^ (at >>> 16)) | 0
}

function hash(text: string): number {
  let at = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) at = Math.imul(at ^ text.charCodeAt(i), 0x01000193)
  return at | 0
}
