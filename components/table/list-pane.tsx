'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'
import { usePageTop } from '@/components/ui/use-page-top'

type Props = {
  label: string
  /** Called with a row's id when Enter is pressed on it. */
  onOpen: (id: string) => void
  /** Called as the rows are walked through. */
  onMove?: (id: string) => void
  /** Called with a row's id when the space bar is pressed on it. */
  onToggle?: (id: string) => void
  /** The row that the pane is scrolled to at first. */
  startsAt?: string | undefined
  /** Tells a page of the list from another, which begins at its top. */
  page?: string
  /** A table of `TableRow`s. */
  children: ReactNode
}

/** The scrolling part of a list, whose rows the keys walk through. */
export function ListPane({ label, onOpen, onMove, onToggle, startsAt, page, children }: Props) {
  const list = useRef<HTMLElement>(null)
  usePageTop(list, page)
  useRowKeys({ list, onOpen, onMove, onToggle })
  const scrolledTo = useRef<string | undefined>(undefined)
  useEffect(() => {
    // Once for each link: whoever walks away and comes back has the row in sight.
    if (startsAt === undefined || scrolledTo.current === startsAt) return
    scrolledTo.current = startsAt
    const row = list.current?.querySelector(`[data-row="${CSS.escape(startsAt)}"]`)
    row?.scrollIntoView({ block: 'center' })
  }, [startsAt])
  return (
    <ScrollPane ref={list} aria-label={label} className="flex-1">
      {children}
    </ScrollPane>
  )
}
