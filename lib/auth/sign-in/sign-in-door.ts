import { clientAddress } from '@/lib/auth/client-address'
import { networkOf } from '@/lib/auth/sign-in/network-of'
import { TokenBuckets } from '@/lib/auth/sign-in/token-bucket'
import { singleton } from '@/lib/singleton'

/** Attempts that may be under way in this process: two are hashed, the others wait for it. */
export const ATTEMPTS_IN_HAND = 16
/** From one address, of IPv6 one /64, where a proxy that is trusted says which. */
export const PER_ADDRESS = { burst: 30, perSecond: 0.5 }
/** From everywhere together, where nothing tells addresses apart. */
export const OVER_ALL = { burst: 120, perSecond: 2 }

const BUSY_SECONDS = 5
const EVERYBODY = 'everybody'

type Entry =
  | { kind: 'entered'; leave: (how: 'succeeded' | 'failed') => void }
  | { kind: 'refused'; retryAfterSeconds: number }

type Door = { inHand: number; addresses: TokenBuckets; everybody: TokenBuckets }

const door = () =>
  singleton<Door>('sign-in-door', () => ({
    inHand: 0,
    addresses: new TokenBuckets(PER_ADDRESS),
    everybody: new TokenBuckets(OVER_ALL),
  }))

/**
 * Lets an attempt to sign in through, before anything is read or hashed for it: few at once, and only
 * so many in a while. Whoever signs in successfully does not use the allowance up.
 */
export function enterSignIn(headers: Headers): Entry {
  const { addresses, everybody } = door()
  if (door().inHand >= ATTEMPTS_IN_HAND) return { kind: 'refused', retryAfterSeconds: BUSY_SECONDS }
  const address = clientAddress(headers)
  const [buckets, caller] =
    address === null ? [everybody, EVERYBODY] : [addresses, networkOf(address)]
  const retryAfterSeconds = buckets.take(caller)
  if (retryAfterSeconds > 0) return { kind: 'refused', retryAfterSeconds }
  door().inHand += 1
  return {
    kind: 'entered',
    leave: (how) => {
      door().inHand -= 1
      if (how === 'succeeded') buckets.giveBack(caller)
    },
  }
}
