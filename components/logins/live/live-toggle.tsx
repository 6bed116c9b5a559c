'use client'

import { Radio } from 'lucide-react'
import type { LiveList } from '@/components/logins/live/use-live-list'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

/** Makes the list follow what is new, or not any more; `l` presses it, and the palette has it. */
export function LiveToggle({ live: { isOn, obstacle, toggle } }: { live: LiveList }) {
  const isPossible = isOn || obstacle === null
  const label = isOn ? 'Stop following new logins' : 'Follow new logins'
  return (
    <Tooltip label={isPossible ? label : `Not live: ${obstacle}`} keys={['l']}>
      <Button
        size="sm"
        variant={isOn ? 'soft' : 'secondary'}
        aria-pressed={isOn}
        // It says why when it is pressed all the same.
        aria-disabled={!isPossible || undefined}
        aria-keyshortcuts="l"
        onClick={toggle}
      >
        <Radio /> Live
      </Button>
    </Tooltip>
  )
}
