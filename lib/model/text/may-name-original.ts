import { holdsOriginal } from '@/lib/model/text/holds-original'
import { plainSpelling } from '@/lib/model/text/plain-spelling'

/** What an address or a device id looks like while it is being typed. */
const BEGINNINGS = [/^\[?\d{1,3}\.[\d.]*$/, /^\d{3}-[\d-]*$/, /^\[?[0-9a-f]{0,4}:[0-9a-f:.]*$/]

/**
 * Whether a text names an IP address or a device id, or may become one with the next keys. What is
 * looked for at every key asks this before it asks a server: the first half of an original is most of it.
 */
export function mayNameOriginal(text: string): boolean {
  const plain = plainSpelling(text).trim()
  return BEGINNINGS.some((beginning) => beginning.test(plain)) || holdsOriginal(text)
}
