import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { holdsOriginal } from '@/lib/model/text/holds-original'
import { ORIGINAL_SPELLINGS } from '@/lib/model/text/original-spellings'
import { plainSpelling } from '@/lib/model/text/plain-spelling'

const BEGINNINGS = MASKED_FIELD_NAMES.flatMap((field) => ORIGINAL_SPELLINGS[field].beginnings)

/**
 * Whether a text names an IP address or a device id, or may become one with the next keys. What is
 * looked for at every key asks this before it asks a server: the first half of an original is most of it.
 */
export function mayNameOriginal(text: string): boolean {
  const plain = plainSpelling(text).trim()
  return BEGINNINGS.some((beginning) => beginning.test(plain)) || holdsOriginal(text)
}
