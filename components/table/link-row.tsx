'use client'

import type { ComponentProps } from 'react'
import { useIsOpening } from '@/components/shell/frame/navigation-line'
import { TableRow } from '@/components/table/table'

/** A row that leads to a page, and shows that it does while that page is on its way. */
export function LinkRow({ href, ...props }: ComponentProps<typeof TableRow> & { href: string }) {
  const isOpening = useIsOpening(href)
  return <TableRow aria-busy={isOpening ? 'true' : undefined} {...props} />
}
