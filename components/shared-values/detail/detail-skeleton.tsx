import Link from 'next/link'
import { CaseSkeleton } from '@/components/case/case-skeleton'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import type { SharedKind } from '@/lib/model/shared/shared-values'

/** The page of one device, or IP, while it loads. */
export function DetailSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <CaseSkeleton
      title={SHARED_WORDS[kind].heading}
      subtitle={
        <Link href={words.path} className="rounded-sm underline-offset-4 hover:underline">
          all shared {words.many}
        </Link>
      }
      label={`Loading the ${words.one}`}
      timeline="h-36 py-2"
      tabs={['w-10', 'w-14', 'w-14']}
    />
  )
}
