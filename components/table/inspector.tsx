'use client'

import { X } from 'lucide-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useState } from 'react'
import { CopyRowLink } from '@/components/links/copy-link'
import { Button } from '@/components/ui/button'
import { Tooltip } from '@/components/ui/overlay/tooltip'

type Props = { title: string; onClose: () => void; children: ReactNode }

const NARROWEST = 260
const WIDEST = 560
const STEP = 24

/** A pane beside a list that tells all about one row. Resizable; Escape closes it. */
export function Inspector({ title, onClose, children }: Props) {
  const [width, setWidth] = useState(340)
  const resize = (next: number) => setWidth(Math.min(WIDEST, Math.max(NARROWEST, next)))

  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return
      // An open menu, dialog or tooltip takes its own Escape first.
      if (document.querySelector('[role="dialog"], [role="menu"], [role="listbox"]')) return
      onClose()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [onClose])

  return (
    <aside
      aria-label={title}
      style={{ width }}
      className="relative flex shrink-0 flex-col border-line border-l bg-inset max-md:absolute max-md:inset-y-0 max-md:right-0 max-md:z-20"
    >
      <Divider width={width} onResize={resize} />
      <header className="flex h-12 shrink-0 items-center justify-between px-4">
        <h2 className="font-semibold">{title}</h2>
        <div className="flex items-center gap-1">
          <CopyRowLink />
          <Tooltip label="Close" keys={['esc']}>
            <Button variant="ghost" size="icon-sm" aria-label="Close" onClick={onClose}>
              <X />
            </Button>
          </Tooltip>
        </div>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">{children}</div>
    </aside>
  )
}

function Divider({ width, onResize }: { width: number; onResize: (width: number) => void }) {
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    event.preventDefault()
    const handle = event.currentTarget
    const from = event.clientX
    handle.setPointerCapture(event.pointerId)
    const move = (moved: globalThis.PointerEvent) => onResize(width + from - moved.clientX)
    handle.addEventListener('pointermove', move)
    handle.addEventListener(
      'lostpointercapture',
      () => handle.removeEventListener('pointermove', move),
      {
        once: true,
      },
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    onResize(width + (event.key === 'ArrowLeft' ? STEP : -STEP))
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a splitter that moves is no <hr>
    <div
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Width of the inspector"
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      aria-valuenow={width}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
      className="absolute inset-y-0 -left-1 z-10 w-2 cursor-col-resize touch-none hover:bg-accent-fill"
    />
  )
}
