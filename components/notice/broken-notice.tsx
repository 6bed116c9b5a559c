import { Notice } from '@/components/notice/notice'
import type { BrokenPart } from '@/lib/model/query/define-query'

/** Says which parts of a broken link were left out, and why; nothing when none were. */
export function BrokenNotice({ brokenParts }: { brokenParts: BrokenPart[] }) {
  if (brokenParts.length === 0) return null
  const parts = brokenParts.map(({ label, problem }) => `${label} ${problem}`)
  return (
    <Notice tone="warn" title="Some parts of this link were ignored.">
      {`${parts.join('; ')}. The list is shown without.`.replace(/^./, (one) => one.toUpperCase())}
    </Notice>
  )
}
