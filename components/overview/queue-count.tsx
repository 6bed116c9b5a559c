import Link from 'next/link'
import { WhatIs } from '@/components/help/what-is'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import type { GlossaryWord } from '@/lib/model/glossary'

type Props = {
  word: string
  term?: GlossaryWord
  means: string
  count: number | null | undefined
  /** Where what it counts is listed. */
  href?: string
  alarming?: boolean
}

/** One of the queue's counts beside its depth. */
export function QueueCount({ word, term, means, count, href, alarming }: Props) {
  const words = count === undefined ? '–' : count === null ? 'none' : formatNumber(count)
  return (
    <div
      className="flex flex-col-reverse border-line border-l pl-3 first:border-0 first:pl-0"
      title={means}
    >
      <dt className="text-muted">
        {word} {term === undefined ? null : <WhatIs word={term} />}
      </dt>
      <dd className={cn('font-semibold text-lg', alarming && count ? 'text-warn' : null)}>
        {href && count ? (
          <Link
            href={href}
            className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {words}
          </Link>
        ) : (
          words
        )}
      </dd>
    </div>
  )
}
