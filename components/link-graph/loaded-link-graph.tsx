'use client'

import dynamic from 'next/dynamic'
import { Skeleton } from '@/components/ui/skeleton'

/** The graph of links, its code after the rest of the page. */
export const LoadedLinkGraph = dynamic(
  async () => (await import('@/components/link-graph/link-graph')).LinkGraph,
  {
    ssr: false,
    loading: () => (
      <div role="status" aria-label="Loading the links" className="flex min-h-0 flex-1">
        <Skeleton className="m-4 min-h-60 flex-1" />
      </div>
    ),
  },
)
