'use client'

import { useNow, useTimeZone } from '@/components/ui/time/clock'
import { explainChoice, formatChoice } from '@/lib/format/time-choice'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'

/** A chosen time in words, spelt out on hover. */
export function TimeWords({ choice }: { choice: TimeChoice }) {
  const timeZone = useTimeZone()
  const context = { nowMs: useNow(), timeZone }
  return (
    <span title={explainChoice(choice, context)} className="truncate">
      {formatChoice(choice, context)}
    </span>
  )
}
