'use client'

import { type ReactNode, useRef } from 'react'
import { ScrollPane } from '@/components/table/scroll-pane'
import { useRowKeys } from '@/components/table/use-row-keys'

type Props = {
  label: string
  /** Called with a row's id when Enter is pressed on it. */
  onOpen: (id: string) => void
  /** Called as the rows are walked through. */
  onMove?: (id: string) => void
  /** A table of `TableRow`s. */
  children: ReactNode
}

/** The scrolling part of a list, whose rows the keys walk through. */
export function ListPane({ label, onOpen, onMove, children }: Props) {
  const list = useRef<HTMLElement>(null)
  useRowKeys({ list, onOpen, onMove })
  return (
    <ScrollPane ref={list} aria-label={label} className="flex-1">
      {children}
    </ScrollPane>
  )
}
