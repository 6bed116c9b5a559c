'use client'

import { Segments } from '@/components/ui/form/segments'

/** Whether a filter asks for its values, leaves them out, or asks for what begins so. */
export type Way = 'is' | 'is not' | 'starts with'

type Props<Each extends Way> = { ways: readonly Each[]; way: Each; onWay: (way: Each) => void }

export function WayChoice<Each extends Way>({ ways, way, onWay }: Props<Each>) {
  return (
    <div className="border-line border-b p-2">
      <Segments
        legend="How it is filtered"
        legendHidden
        options={ways.map((value) => ({ value, label: value }))}
        value={way}
        onChange={onWay}
      />
    </div>
  )
}
