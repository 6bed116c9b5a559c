'use client'

import { Link2 } from 'lucide-react'
import { lazy, Suspense, useEffect, useMemo } from 'react'
import { copyPageLink, dismissLinkToElsewhere, useCopiedLink } from '@/components/links/copied-link'
import { useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { useTimeZone } from '@/components/ui/time/clock'

const load = () => import('@/components/links/link-notice')
const LinkNotice = lazy(async () => ({ default: (await load()).LinkNotice }))

/** Copies a link to the page as it is shown; `y` presses it, and the palette has it. */
export function CopyLink() {
  const copied = useCopiedLink()
  const timeZone = useTimeZone()
  useIdleLoad(load)
  const commands = useMemo(() => {
    const run = () => void copyPageLink(timeZone)
    const words = 'share url address permalink'
    return [
      { id: 'copy-link', group: 'Page', label: 'Copy link', words, icon: Link2, keys: ['y'], run },
    ]
  }, [timeZone])
  useCommands(commands)
  useEffect(() => dismissLinkToElsewhere, [])

  return (
    // Without its button it takes no room of a phone's title bar, nor a gap.
    <div className="relative shrink-0 max-sm:-ml-2">
      <Tooltip label="Copy link" keys={['y']}>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Copy link"
          // Phones have the palette's, and a share of their own.
          className="max-sm:hidden"
          aria-keyshortcuts="y"
          onClick={() => void copyPageLink(timeZone)}
        >
          <Link2 />
        </Button>
      </Tooltip>
      {copied ? (
        <Suspense>
          <LinkNotice link={copied} />
        </Suspense>
      ) : null}
    </div>
  )
}

/** The same at the head of an inspector: the link opens its row. */
export function CopyRowLink() {
  const timeZone = useTimeZone()
  return (
    <Tooltip label="Copy link to this row" keys={['y']}>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label="Copy link to this row"
        onClick={() => void copyPageLink(timeZone)}
      >
        <Link2 />
      </Button>
    </Tooltip>
  )
}
