import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'

type Props = {
  /** Whether a pager stands at the foot of the page, to be left free. */
  abovePager?: boolean
  /** Notices that come and go while the page is shown. */
  children: ReactNode
}

/** Notices over the foot of the page: nothing moves as they come, and the status bar stays in view. */
export function NoticeStack({ abovePager = false, children }: Props) {
  return (
    <div
      className={cn(
        'absolute inset-x-0 z-20 flex flex-col empty:hidden [&>*]:border-t [&>*]:border-b-0',
        abovePager ? 'bottom-10' : 'bottom-0',
      )}
    >
      {children}
    </div>
  )
}
