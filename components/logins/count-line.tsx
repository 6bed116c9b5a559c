'use client'

import { Suspense, use } from 'react'
import { countWords } from '@/components/logins/count-words'
import { Skeleton } from '@/components/ui/skeleton'
import type { LoginCount } from '@/lib/db/logins/count-logins'

/** How many logins match; what is not counted to the end says so by a plus. */
export function CountLine({ count }: { count: Promise<LoginCount | null> }) {
  return (
    <p role="status" className="min-w-16 text-right text-muted tabular-nums">
      <Suspense fallback={<Skeleton className="ml-auto h-3.5 w-16" />}>
        <Count count={count} />
      </Suspense>
    </p>
  )
}

function Count({ count }: { count: Promise<LoginCount | null> }) {
  const found = use(count)
  return found === null ? 'not counted' : countWords(found)
}
