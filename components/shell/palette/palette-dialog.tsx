'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useState } from 'react'
import type { Command } from '@/components/shell/palette/commands'
import { foundCommands } from '@/components/shell/palette/found-commands'
import { FoundList } from '@/components/shell/palette/found-list'
import { FoundWords } from '@/components/shell/palette/found-words'
import { keysOfPage, pressOnPage } from '@/components/shell/palette/keys'
import { matchingCommands } from '@/components/shell/palette/matching-commands'
import { PALETTE, useTypedText } from '@/components/shell/palette/typed-ahead'
import { useFound } from '@/components/shell/palette/use-found'
import { useShellCommands } from '@/components/shell/palette/use-shell-commands'
import { Kbd } from '@/components/ui/kbd'
import { Dialog, DialogContent } from '@/components/ui/overlay/dialog'
import { useSoon } from '@/components/ui/use-soon'

/** The palette's field and what it finds. */
export function PaletteDialog({ close }: { close: () => void }) {
  return (
    <Dialog open onOpenChange={close}>
      <DialogContent title="Search or run a command" bare className="top-[12vh] max-w-140">
        <Palette close={close} />
      </DialogContent>
    </Dialog>
  )
}

function Palette({ close }: { close: () => void }) {
  const [text, setText] = useTypedText(PALETTE)
  const [chosen, setChosen] = useState(0)
  const router = useRouter()
  const looked = useFound(text)
  const commands = matchingCommands(useAllCommands(), text)
  const stored = looked.state === 'ready' ? foundCommands(looked.found, router.push) : []
  // What comes later stands below: nothing moves under the hand.
  const found = [...commands, ...stored]
  const at = Math.min(chosen, found.length - 1)
  const id = useId()
  const isListDrawn = useSoon()

  const run = (command: Command | undefined) => {
    if (command === undefined) return
    close()
    command.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      setChosen((at + step + found.length) % found.length)
    } else if (event.key === 'Enter' && !event.nativeEvent.isComposing) run(found[at])
    else return
    event.preventDefault()
  }

  return (
    <>
      <div className="flex h-11 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden className="size-4 shrink-0 text-muted" />
        <input
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setChosen(0)
          }}
          onKeyDown={onKeyDown}
          placeholder="Search for data or run a command"
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded
          aria-controls={id}
          aria-activedescendant={found.length > 0 ? `${id}-${at}` : undefined}
          autoComplete="off"
          spellCheck={false}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none"
        />
        <Kbd keys={['esc']} />
      </div>
      {isListDrawn ? (
        <FoundList id={id} found={found} at={at} onPoint={setChosen} onRun={run} />
      ) : (
        // As high as the list of all commands, which scrolls.
        <div className="h-96 min-h-0" />
      )}
      <FoundWords typed={text} looked={looked} listed={found.length} />
    </>
  )
}

/** What the page's keys do, as it was when the palette opened, and all else. */
function useAllCommands(): Command[] {
  const others = useShellCommands()
  const [keys] = useState(keysOfPage)
  const ofKeys = keys
    .filter(({ what }) => others.every(({ label }) => label !== what))
    .map(({ what, press, caps }) => ({
      id: `key-${press}`,
      group: 'This page',
      label: what,
      keys: [...caps],
      run: () => void pressOnPage(press),
    }))
  return [...ofKeys, ...others]
}
