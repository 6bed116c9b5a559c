import Link from 'next/link'
import { ABOUT_PANE, ABOUT_RAIL } from '@/components/case/about-places'
import { SHARED_WORDS } from '@/components/shared-values/shared-words'
import { Page } from '@/components/shell/page'
import { Skeleton } from '@/components/ui/skeleton'
import type { SharedKind } from '@/lib/model/shared/shared-values'

const FACTS = ['w-60', 'w-40', 'w-52', 'w-44', 'w-56', 'w-36']

/** The page of one device, or IP, while it loads: timeline and links, and the facts beside them. */
export function DetailSkeleton({ kind }: { kind: SharedKind }) {
  const words = SHARED_WORDS[kind]
  return (
    <Page
      title={kind === 'device' ? 'Device' : 'IP'}
      subtitle={
        <Link href={words.path} className="rounded-sm underline-offset-4 hover:underline">
          all shared {words.many}
        </Link>
      }
      actions={<Skeleton className="h-8 w-32" />}
    >
      <div
        role="status"
        aria-label={`Loading the ${words.one}`}
        className="flex min-h-0 min-w-0 flex-1 max-[900px]:flex-col"
      >
        <div className="flex min-w-0 flex-1 flex-col">
          <div className="h-36 shrink-0 border-line border-b px-4 py-2">
            <Skeleton className="h-full" />
          </div>
          <div className="flex h-10 shrink-0 items-center gap-4 border-line border-b px-4">
            <Skeleton className="w-10" />
            <Skeleton className="w-14" />
            <Skeleton className="w-14" />
          </div>
          <div className="min-h-0 flex-1 p-4">
            <Skeleton className="h-full" />
          </div>
        </div>
        <div className={`${ABOUT_PANE} flex flex-col gap-4 min-[900px]:max-xl:hidden`}>
          {FACTS.map((width) => (
            <Skeleton key={width} className={width} />
          ))}
        </div>
        <div className={ABOUT_RAIL} />
      </div>
    </Page>
  )
}
