import { foldWords } from '@/components/notice/fold-words'
import { Notice } from '@/components/notice/notice'
import { RelativeTime } from '@/components/ui/time/relative-time'
import type { FoldState } from '@/lib/model/live/folding'

type Props = {
  /** Null where it is not known: then what shows the figures failed as well. */
  folding: FoldState | null
  /** Which figures are behind, in the plural. */
  figures?: string
}

/** Says that figures are behind the logins, by how much, and why; nothing when they are not. */
export function FoldNotice({ folding, figures }: Props) {
  const words = folding === null ? null : foldWords(folding, figures)
  if (words === null) return null
  return (
    <Notice tone="warn" title={words.title}>
      {words.detail}
      {folding?.since ? (
        <>
          {' '}
          First noticed <RelativeTime at={folding.since} />.
        </>
      ) : null}
    </Notice>
  )
}
