'use client'

import { Layers } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { ChartMenuProps } from '@/components/logins/charts/chart-menu-pane'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { inSentence } from '@/lib/model/login-field'
import { type ChartLook, SPLIT_FIELDS } from '@/lib/model/query/parts/chart-parts'

const load = () => import('@/components/logins/charts/chart-menu-pane')
const ChartMenuPane = lazy(async () => ({ default: (await load()).ChartMenuPane }))

const PLAIN: ChartLook = { split: undefined, segment: undefined, compare: undefined }

/** By what the chart is split, or what it is compared with; in the palette, too. */
export function ChartMenu(props: ChartMenuProps) {
  const { look, hasBefore, onLook } = props
  const [open, setOpen] = useState(false)
  useIdleLoad(load)
  const key = `${look.split} ${look.segment?.join(' ')} ${look.compare} ${hasBefore}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onLook` is another one with each rendering
  const commands = useMemo(
    () => commandsOf({ look, hasBefore, onLook, open: () => setOpen(true) }),
    [key, onLook],
  )
  useCommands(commands)
  const isOn = look.split !== undefined || look.compare !== undefined
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Tooltip label="Split or compare the chart">
        <PopoverTrigger asChild>
          <Button
            variant={isOn ? 'soft' : 'ghost'}
            size="icon-xs"
            className="size-6"
            aria-label="Split or compare the chart"
          >
            <Layers />
          </Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" className="w-80" aria-label="Split or compare the chart">
        <Suspense fallback={<div className="h-72" />}>
          <ChartMenuPane
            {...props}
            onLook={(next) => {
              setOpen(false)
              onLook({ ...PLAIN, ...next })
            }}
          />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}

type CommandOptions = Pick<ChartMenuProps, 'look' | 'hasBefore' | 'onLook'> & { open: () => void }

function commandsOf({ look, hasBefore, onLook, open }: CommandOptions) {
  const command = (id: string, label: string, run: () => void) => {
    return { id: `chart-${id}`, group: 'Chart', label, icon: Layers, words: 'group by parts', run }
  }
  const splits = SPLIT_FIELDS.filter(
    ({ key }) => key !== look.split || look.segment !== undefined,
  ).map(({ key, label }) =>
    command(`split-${key}`, `Split the chart by ${inSentence(label)}`, () =>
      onLook({ ...PLAIN, split: key }),
    ),
  )
  const before =
    look.compare === undefined && hasBefore
      ? [
          command('before', 'Compare with the time before', () =>
            onLook({ ...PLAIN, compare: 'before' }),
          ),
        ]
      : []
  const isOn = look.split !== undefined || look.compare !== undefined
  const plain = isOn
    ? [command('plain', 'Show all logins of the chart together', () => onLook(PLAIN))]
    : []
  return [
    ...splits,
    ...before,
    command('compare', 'Compare two values in the chart…', open),
    ...plain,
  ]
}
