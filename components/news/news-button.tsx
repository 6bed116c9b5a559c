'use client'

import { ArrowUp } from 'lucide-react'
import { Button } from '@/components/ui/button'

type Props = {
  /** What is not shown yet, such as `12 new`. */
  words: string
  title?: string | undefined
  /** Whether it is being read. */
  pending: boolean
  onShow: () => void
}

/** What came since a list was read; over the rows, below their head, so that they stay where they are. */
export function NewsButton({ words, title, pending, onShow }: Props) {
  return (
    <div
      role="status"
      className="relative z-20 h-0 shrink-0 text-center *:absolute *:top-10 *:left-1/2 *:-translate-x-1/2"
    >
      <Button
        size="sm"
        variant="soft"
        className="shadow-float"
        title={title}
        pending={pending}
        onClick={onShow}
      >
        <ArrowUp /> {words}
      </Button>
    </div>
  )
}
