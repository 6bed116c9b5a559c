type Rate = { burst: number; perSecond: number }

type Bucket = { tokens: number; atMs: number }

/** Beyond these many callers, the ones that were away longest are forgotten; their buckets are full. */
const MAX_CALLERS = 10_000

/**
 * Limits how often each caller may do something: so many times at once, and then as often as tokens
 * drip into the caller's bucket. In memory, and bounded whatever callers there are.
 */
export class TokenBuckets {
  readonly #rate: Rate
  readonly #buckets = new Map<string, Bucket>()

  constructor(rate: Rate) {
    this.#rate = rate
  }

  /** Takes a token. @returns how many seconds to wait for one; 0 where there was one. */
  take(caller: string, nowMs = performance.now()): number {
    const bucket = this.#filled(caller, nowMs)
    if (bucket.tokens < 1) return Math.ceil((1 - bucket.tokens) / this.#rate.perSecond)
    bucket.tokens -= 1
    return 0
  }

  /** Gives a token back. */
  giveBack(caller: string) {
    const bucket = this.#buckets.get(caller)
    if (bucket !== undefined) bucket.tokens = Math.min(this.#rate.burst, bucket.tokens + 1)
  }

  #filled(caller: string, nowMs: number): Bucket {
    const { burst, perSecond } = this.#rate
    const before = this.#buckets.get(caller) ?? { tokens: burst, atMs: nowMs }
    const dripped = ((nowMs - before.atMs) / 1_000) * perSecond
    const bucket = { tokens: Math.min(burst, before.tokens + dripped), atMs: nowMs }
    // In the order of their last visit.
    this.#buckets.delete(caller)
    this.#buckets.set(caller, bucket)
    const [oldest] = this.#buckets.keys()
    if (this.#buckets.size > MAX_CALLERS && oldest !== undefined) this.#buckets.delete(oldest)
    return bucket
  }
}
