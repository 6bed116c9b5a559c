'use client'

import { Search } from 'lucide-react'
import { useCommandKey } from '@/components/shell/palette/use-command-key'
import { useShell } from '@/components/shell/shell-context'
import { Kbd } from '@/components/ui/kbd'

/** Looks like the field it opens. */
export function PaletteButton() {
  const { setPaletteOpen } = useShell()
  const commandKey = useCommandKey()
  return (
    <button
      type="button"
      onClick={() => setPaletteOpen(true)}
      aria-label="Search or run a command"
      aria-haspopup="dialog"
      aria-keyshortcuts="Meta+K Control+K"
      className="flex h-8 w-80 min-w-8 shrink items-center gap-2 rounded-md border border-line bg-inset px-2.5 text-muted transition-colors duration-[120ms] hover:border-line-strong hover:text-ink max-sm:w-8 max-sm:px-2"
    >
      <Search aria-hidden className="size-3.5 shrink-0 sm:hidden" />
      <span className="min-w-0 flex-1 truncate text-left max-sm:hidden">
        Search or run a command
      </span>
      <Kbd keys={[`${commandKey}K`]} className="-mr-1 max-sm:hidden" />
    </button>
  )
}
