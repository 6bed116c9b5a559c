'use client'

import { PanelRightClose, PanelRightOpen } from 'lucide-react'
import { type ReactNode, useCallback, useId, useState } from 'react'
import { AboutContext } from '@/components/case/about-context'
import { ABOUT_PANE, ABOUT_RAIL } from '@/components/case/about-places'
import { ScrollPane } from '@/components/table/scroll-pane'
import { Button } from '@/components/ui/button'
import { cn } from '@/components/ui/cn'

type Props = { label: string; children: ReactNode }

/**
 * What is known of the subject of a page, beside its tabs. Below 1280 pixels the graph needs its place:
 * it is shut there until it is opened, and on phones it stands above.
 */
export function AboutPane({ label, children }: Props) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const open = useCallback(() => setOpen(true), [])
  return (
    <>
      <ScrollPane
        id={id}
        aria-label={label}
        className={cn(
          ABOUT_PANE,
          'max-[900px]:overflow-visible print:block print:w-auto',
          !isOpen && 'min-[900px]:max-xl:hidden',
        )}
      >
        <AboutContext value={open}>{children}</AboutContext>
      </ScrollPane>
      <div className={ABOUT_RAIL}>
        <Button
          variant="ghost"
          size="icon-sm"
          aria-label={label}
          aria-expanded={isOpen}
          aria-controls={id}
          title={isOpen ? `Close: ${label}` : label}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? <PanelRightClose /> : <PanelRightOpen />}
        </Button>
      </div>
    </>
  )
}
