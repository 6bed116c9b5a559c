'use client'

import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { TableSettings } from '@/components/logins/table/table-settings'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { Tooltip } from '@/components/ui/overlay/tooltip'

const load = () => import('@/components/logins/table/display-settings')
const DisplaySettings = lazy(async () => ({ default: (await load()).DisplaySettings }))

const LABEL = 'Columns and density'

type Props = { look: TableSettings; onLook: (look: TableSettings) => void }

/** Which columns the table has, in which order, and how dense it is. */
export function DisplayMenu(props: Props) {
  const [open, setOpen] = useState(false)
  useIdleLoad(load)
  useCommands(
    useMemo(() => {
      const run = () => setOpen(true)
      const words = 'table display show hide order compact roomy'
      return [{ id: 'columns', group: 'Page', label: LABEL, words, icon: SlidersHorizontal, run }]
    }, []),
  )
  return (
    <Popover open={open} onOpenChange={setOpen}>
      <Tooltip label={LABEL}>
        <PopoverTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={LABEL}>
            <SlidersHorizontal />
          </Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" className="w-64" aria-label={LABEL}>
        <Suspense fallback={<div className="h-80" />}>
          <DisplaySettings {...props} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}
