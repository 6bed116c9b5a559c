import { Notice } from '@/components/notice/notice'
import { LocalTime } from '@/components/table/local-time'
import type { FoundErasure } from '@/lib/db/users/find-erasure'

/** Says that a person was erased, and what that means for what is shown. */
export function ErasedNotice({ erasure: { erasedAt, isTombstone } }: { erasure: FoundErasure }) {
  return (
    <Notice tone="info" title="This person was erased.">
      On <LocalTime at={erasedAt} />. {isTombstone ? 'This id replaces the person’s own. ' : null}
      The tokens of logins until then were overwritten, each by a different random one: they lead to
      nobody, and equal values are no longer equal. Logins after that are shown as they are.
    </Notice>
  )
}
