'use client'

import { cn } from '@/components/ui/cn'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'
import { rangeName, type TimeRange } from '@/lib/model/time/time-range'

const PRESETS: TimeRange[] = ['today', 'yesterday', 'this-week', '1h', '24h', '7d', '30d', '90d']

type Props = { value: TimeChoice; onChoose: (choice: TimeChoice) => void }

/** The times that are asked for most, a click each. */
export function TimePresets({ value, onChoose }: Props) {
  return (
    <div className="grid grid-cols-2 gap-1 border-line border-b p-2">
      {PRESETS.map((range) => (
        <button
          key={range}
          type="button"
          aria-pressed={value.range === range}
          onClick={() => onChoose({ range, from: undefined, to: undefined })}
          className={cn(
            'h-7 rounded-md px-2 text-left first-letter:uppercase hover:bg-hover',
            value.range === range && 'bg-accent-soft text-accent',
          )}
        >
          {rangeName(range)}
        </button>
      ))}
    </div>
  )
}
