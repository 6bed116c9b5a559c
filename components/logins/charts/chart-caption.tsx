import type { ReactNode } from 'react'
import { highestWords } from '@/components/logins/charts/chart-words'
import type { TimeBucket } from '@/components/logins/charts/time-buckets'
import { cn } from '@/components/ui/cn'
import type { LoginHistogram } from '@/lib/db/logins/charts/count-over-time'
import { formatTime } from '@/lib/format/format'

type Props = {
  histogram: LoginHistogram
  buckets: readonly TimeBucket[]
  /** What the bar that is pointed at or has the mark says; null where there is none. */
  words: string | null
  /** At the end of the line. */
  tools: ReactNode
}

const UNIT_WORDS = {
  minute: 'a minute',
  hour: 'an hour',
  day: 'a day',
  month: 'a month',
  year: 'a year',
}

/** The line above the bars: what they are, or one of them; how high they go, or how far back they count. */
export function ChartCaption({ histogram, buckets, words, tools }: Props) {
  const { unit, timeZone, completeFromMs } = histogram
  return (
    <figcaption className="flex h-6 shrink-0 items-center justify-between gap-3 text-muted text-xs tabular-nums">
      <span
        className={cn(
          'min-w-0 truncate',
          // A narrow chart has room for one of the two.
          words === null && completeFromMs !== null && '@max-lg/chart:hidden',
        )}
        title={words ?? undefined}
      >
        {words ?? `logins ${UNIT_WORDS[unit]}`}
        {histogram.isByUtcHours && words === null ? <ByUtcHours /> : null}
      </span>
      <span className="flex shrink-0 items-center gap-2">
        <span
          className={
            words !== null
              ? 'hidden @2xl/chart:inline'
              : cn(completeFromMs === null && '@max-lg/chart:hidden')
          }
        >
          {completeFromMs === null
            ? highestWords(buckets, histogram)
            : `counted back to ${formatTime(completeFromMs, timeZone)} only`}
        </span>
        {tools}
      </span>
    </figcaption>
  )
}

/** By how little the bars are off, and why. */
function ByUtcHours() {
  return (
    <span title="Totals are kept per UTC hour, which does not match the hours of this time zone: logins in the hour in which a bar begins may be counted in the previous bar. The sum of all bars is exact.">
      {' '}
      · bars to the hour
    </span>
  )
}
