'use client'

import { ChevronLeft, ChevronRight, type LucideIcon, Undo2, ZoomIn, ZoomOut } from 'lucide-react'
import { useMemo } from 'react'
import type { ChartKeyAction } from '@/components/logins/charts/use-chart-marks'
import type { ChartTime } from '@/components/logins/charts/use-chart-time'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'
import { Tooltip } from '@/components/ui/overlay/tooltip'

type Tool = {
  action: ChartKeyAction
  label: string
  /** Its key while the chart has the focus. */
  cap: string
  icon: LucideIcon
  words: string
}

const TOOLS: readonly Tool[] = [
  {
    action: 'earlier',
    label: 'Earlier by the time shown',
    cap: 'PgUp',
    icon: ChevronLeft,
    words: 'chart step previous span back',
  },
  {
    action: 'later',
    label: 'Later by the time shown',
    cap: 'PgDn',
    icon: ChevronRight,
    words: 'chart step next span forward',
  },
  {
    action: 'zoom-out',
    label: 'Zoom out to twice the time',
    cap: '-',
    icon: ZoomOut,
    words: 'chart wider',
  },
  {
    action: 'zoom-in',
    label: 'Zoom in to half of the time',
    cap: '+',
    icon: ZoomIn,
    words: 'chart narrower',
  },
  {
    action: 'back',
    label: 'Back to the time before',
    cap: '⌫',
    icon: Undo2,
    words: 'chart undo zoom',
  },
]

/** Ways to another time than the one that is shown: buttons, and commands of the palette. */
export function ChartTools({ time }: { time: ChartTime }) {
  const { act, canGoBack, canStepOn, canMove } = time
  const isPossible = (action: ChartKeyAction) =>
    action === 'back' ? canGoBack : canMove && (action !== 'later' || canStepOn)
  const possible = TOOLS.filter(({ action }) => isPossible(action))
  const named = possible.map(({ action }) => action).join(' ')

  // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is another one with each rendering
  const commands = useMemo(
    () =>
      possible.map(({ action, label, icon, words }) => ({
        id: `chart-${action}`,
        group: 'Chart',
        label,
        icon,
        words,
        run: () => act(action),
      })),
    [named, time.identity],
  )
  useCommands(commands)

  return (
    <span className="flex">
      {TOOLS.map(({ action, label, cap, icon: Icon }) => (
        <Tooltip key={action} label={`${label} (on the chart)`} keys={[cap]}>
          <Button
            variant="ghost"
            size="icon-xs"
            aria-label={label}
            disabled={!isPossible(action)}
            // A phone has the time's own filter; there is no room for more than the steps.
            className={cn('size-6', action.startsWith('zoom') && 'max-sm:hidden')}
            onClick={() => act(action)}
          >
            <Icon />
          </Button>
        </Tooltip>
      ))}
    </span>
  )
}
