import { MASKED_FIELD_NAMES } from '@/lib/model/masked-fields'
import { ORIGINAL_SPELLINGS } from '@/lib/model/text/original-spellings'
import { plainSpelling } from '@/lib/model/text/plain-spelling'

/**
 * Whether a text that somebody typed names an IP address or a device id, in whatever spelling: with
 * other Unicode digits or dots, defanged, with a port, a prefix length or a zone, in a URL or a range.
 * Every text that is stored as it was typed is asked of this first. What it cannot know is an address
 * as a bare decimal number, which any ticket's number may be.
 */
export function holdsOriginal(text: string): boolean {
  const plain = plainSpelling(text)
  return MASKED_FIELD_NAMES.some((field) => ORIGINAL_SPELLINGS[field].isIn(plain))
}
