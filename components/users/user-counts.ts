import type { FoundUser } from '@/lib/db/users/find-user'
import { formatNumber } from '@/lib/format/format'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** `12`; `12+` where there may be more than were counted. */
export function countOf({ counts }: Pick<FoundUser, 'counts'>, kind: SharedKind): string {
  const { count, isExact } = counts[kind]
  return `${formatNumber(count)}${isExact ? '' : '+'}`
}
