'use client'

import { Ellipsis, Pause, Play } from 'lucide-react'
import { callAction } from '@/components/ui/ask/call-action'
import { Button } from '@/components/ui/button'
import {
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
} from '@/components/ui/overlay/dropdown-menu'
import { DropdownMenu, DropdownMenuTrigger } from '@/components/ui/overlay/menu-root'
import { toast } from '@/components/ui/overlay/toast-store'
import type { WorkerActions } from '@/components/workers/worker-actions'
import { formatCount } from '@/lib/format/format'
import type { WorkerView } from '@/lib/model/pipeline/workers'

const ADAPT = 'adapt'
const LANES = [1, 2, 4, 8, 16, 32]

type Props = { worker: WorkerView; name: string; actions: WorkerActions }

/** Pauses one process, resumes it, or sets its lanes; it hears of that within a second. */
export function WorkerMenu({ worker, name, actions }: Props) {
  const { key, isPaused, lanesWanted } = worker
  const pause = () =>
    tell(isPaused ? 'goes on' : 'pauses', name, () => actions.pause({ key, isPaused: !isPaused }))
  const setLanes = (value: string) => {
    const lanes = value === ADAPT ? null : Number(value)
    const what = lanes === null ? 'adapts its lanes' : `takes ${formatCount(lanes, 'lane')}`
    void tell(what, name, () => actions.setLanes({ key, lanes }))
  }
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-sm" aria-label={`Change ${name}`}>
          <Ellipsis />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => void pause()}>
          {isPaused ? <Play /> : <Pause />} {isPaused ? 'Resume' : 'Pause'}
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        <DropdownMenuRadioGroup
          label="Lanes"
          value={lanesWanted === null ? ADAPT : String(lanesWanted)}
          onValueChange={setLanes}
        >
          <DropdownMenuRadioItem value={ADAPT}>Adapt by themselves</DropdownMenuRadioItem>
          {LANES.map((lanes) => (
            <DropdownMenuRadioItem key={lanes} value={String(lanes)}>
              {lanes}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  )
}

async function tell(
  what: string,
  name: string,
  ask: () => ReturnType<WorkerActions['pause']>,
): Promise<void> {
  const result = await callAction(ask)
  if (result.kind === 'done') toast.success(`${name} ${what}.`)
  else toast.error('Nothing was changed.', { description: result.problem })
}
