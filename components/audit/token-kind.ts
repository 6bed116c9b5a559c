import { MASKED_FIELDS, SHARED_FIELDS } from '@/lib/model/masked-fields'
import type { SharedKind } from '@/lib/model/shared/shared-values'
import { fieldOfToken } from '@/lib/model/token'

/** What a token stands for where such values have pages; null where they have none. */
export function kindOfToken(token: string): SharedKind | null {
  const field = SHARED_FIELDS.find((each) => each === fieldOfToken(token))
  return field === undefined ? null : MASKED_FIELDS[field].sharing.kind
}
