'use client'

import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { TableSettings } from '@/components/logins/table/table-settings'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/overlay/popover'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { useIdleLoad } from '@/components/ui/use-idle-load'

const load = () => import('@/components/logins/table/display-settings')
const DisplaySettings = lazy(async () => ({ default: (await load()).DisplaySettings }))

type Props = { look: TableSettings; onLook: (look: TableSettings) => void }

/** Which columns the table has, in which order, and how dense it is. */
export function DisplayMenu(props: Props) {
  useIdleLoad(load)
  return (
    <Popover>
      <Tooltip label="Columns and density">
        <PopoverTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label="Columns and density">
            <SlidersHorizontal />
          </Button>
        </PopoverTrigger>
      </Tooltip>
      <PopoverContent align="end" className="w-64" aria-label="Columns and density">
        <Suspense fallback={<div className="h-80" />}>
          <DisplaySettings {...props} />
        </Suspense>
      </PopoverContent>
    </Popover>
  )
}
