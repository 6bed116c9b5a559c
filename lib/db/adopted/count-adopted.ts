import { readAdopted } from '@/lib/db/adopted/read-adopted'
import { findOriginal } from '@/lib/find-original'
import { MASKED_FIELD_NAMES, type MaskedField, perField } from '@/lib/model/masked-fields'

/** How many adopted logins hold a value that looks like an original, field by field. */
export type AdoptedOriginals = Record<MaskedField, number>

const PAGE_ROWS = 5_000

/** Counts the originals that adopted logins still hold, a page at a time. */
export async function countAdopted(): Promise<AdoptedOriginals> {
  const found = perField(() => 0)
  for (let after = '0'; ; ) {
    const logins = await readAdopted(after, PAGE_ROWS)
    for (const field of MASKED_FIELD_NAMES) {
      for (const { [field]: value } of logins) {
        if (value !== null && findOriginal(value) !== null) found[field] += 1
      }
    }
    const last = logins.at(-1)
    if (last === undefined || logins.length < PAGE_ROWS) return found
    after = last.id
  }
}
