import { DepthChange } from '@/components/dead-letters/depth-change'
import { WhatIs } from '@/components/help/what-is'
import { StackedFact } from '@/components/table/fact'
import { RelativeTime } from '@/components/ui/time/relative-time'
import { formatDuration, formatNumber } from '@/lib/format/format'
import type { QueueDepth } from '@/lib/model/live/live-view'
import type { DeadLetterPlace } from '@/lib/model/pipeline/dead-letters'

/** How much waits in the dead-letter queue, and for how long it is kept. */
export function DepthFacts({ depth, place }: { depth: QueueDepth; place: DeadLetterPlace }) {
  const { retentionSeconds, otherSources } = place
  return (
    <section
      aria-label="Depth"
      className="flex shrink-0 flex-wrap items-end gap-x-8 gap-y-2 border-line border-b px-4 py-3 tabular-nums"
    >
      <div>
        <p className="font-semibold text-xl">{formatNumber(depth.visible)}</p>
        <p className="text-muted">
          waiting, approximate, read <RelativeTime at={depth.readAt} />{' '}
          <WhatIs word="dead-letter queue" />
        </p>
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        <StackedFact name="in flight">{formatNumber(depth.inFlight)}</StackedFact>
        <StackedFact name="kept">
          {retentionSeconds === null
            ? 'not known'
            : `${formatDuration(retentionSeconds)} from when it was first sent, then deleted`}
        </StackedFact>
        {otherSources !== null && otherSources.length > 0 ? (
          <StackedFact name="also serves">
            {otherSources.join(', ')}; their messages are left alone
          </StackedFact>
        ) : null}
      </dl>
      <DepthChange depth={depth} />
    </section>
  )
}
