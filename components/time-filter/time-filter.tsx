'use client'

import { Clock, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { OPENING } from '@/components/shell/palette/typed-ahead'
import { TimeWords } from '@/components/time-filter/time-words'
import { cn } from '@/components/ui/cn'
import { fieldStyle } from '@/components/ui/form/input'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import type { TimeChoice } from '@/lib/model/query/parts/time-parts'

const load = () => import('@/components/time-filter/time-editor')
const TimeEditor = lazy(async () => ({ default: (await load()).TimeEditor }))

type Props = {
  value: TimeChoice
  /** Called with the choice; with empty parts where the time is taken off. */
  onChange: (choice: TimeChoice) => void
}

const ANY: TimeChoice = { range: undefined, from: undefined, to: undefined }

/** The time that a list is narrowed to: says it, and changes it. For any list with times. */
export function TimeFilter({ value, onChange }: Props) {
  const [isOpen, setOpen] = useState(false)
  useIdleLoad(load)
  const isOn = (value.range ?? value.from ?? value.to) !== undefined
  const apply = (choice: TimeChoice) => {
    setOpen(false)
    onChange(choice)
  }
  return (
    <span className="inline-flex max-w-full items-center">
      <Popover open={isOpen} onOpenChange={setOpen}>
        <PopoverTrigger
          aria-label={isOn ? 'Change the time' : 'Filter by time'}
          aria-keyshortcuts="/"
          className={cn(
            fieldStyle,
            'flex h-7 min-w-0 items-center gap-1.5 px-2.5',
            isOn && 'border-accent bg-accent-soft text-accent',
          )}
        >
          <Clock className="size-3.5 shrink-0" aria-hidden />
          {isOn ? <TimeWords choice={value} /> : 'Any time'}
        </PopoverTrigger>
        <PopoverContent className="w-80 p-0" aria-label="Filter by time">
          <Suspense fallback={<div {...OPENING} className="h-80" />}>
            <TimeEditor value={value} onApply={apply} />
          </Suspense>
        </PopoverContent>
      </Popover>
      {isOn ? (
        <button
          type="button"
          aria-label="Remove the filter time"
          onClick={() => onChange(ANY)}
          className="ml-1 flex size-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover"
        >
          <X className="size-3" aria-hidden />
        </button>
      ) : null}
    </span>
  )
}
