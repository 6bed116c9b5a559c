'use client'

import { Printer } from 'lucide-react'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

/** Puts the whole page of a device, an IP or a user on paper, or into a PDF; the palette has it, too. */
export function PrintCase() {
  useCommands(COMMANDS)
  return (
    <Tooltip label="Print case">
      <Button
        variant="ghost"
        size="icon"
        aria-label="Print case"
        // Small windows have the palette's.
        className="max-md:hidden"
        onClick={print}
      >
        <Printer />
      </Button>
    </Tooltip>
  )
}

const COMMANDS = [
  {
    id: 'print-case',
    group: 'Page',
    label: 'Print case',
    words: 'paper pdf save report evidence',
    icon: Printer,
    run: print,
  },
]

function print() {
  // What asked for it, such as the palette, closes first.
  setTimeout(() => window.print(), 0)
}
