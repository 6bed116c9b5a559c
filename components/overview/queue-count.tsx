import Link from 'next/link'
import { WhatIs } from '@/components/help/what-is'
import { cn } from '@/components/ui/cn'
import { formatNumber } from '@/lib/format/format'
import type { GlossaryWord } from '@/lib/model/glossary'

type Props = {
  word: string
  term?: GlossaryWord
  means: string
  /** Null where there is nothing to count; undefined until it is. */
  count: number | 'unknown' | null | undefined
  /** Where what it counts is listed, or why it is unknown is said. */
  href?: string
  alarming?: boolean
}

/** One of the queue's counts beside its depth. */
export function QueueCount({ word, term, means, count, href, alarming }: Props) {
  const isCounted = typeof count === 'number' && count > 0
  return (
    <div
      className="flex flex-col-reverse border-line border-l pl-3 first:border-0 first:pl-0"
      title={means}
    >
      <dt className="text-muted">
        {word} {term === undefined ? null : <WhatIs word={term} />}
      </dt>
      <dd className={cn('font-semibold text-lg', alarming && isCounted ? 'text-warn' : null)}>
        {href && (isCounted || count === 'unknown') ? (
          <Link
            href={href}
            className="rounded-sm underline decoration-line-strong underline-offset-4 hover:decoration-current"
          >
            {wordsOf(count)}
          </Link>
        ) : (
          wordsOf(count)
        )}
      </dd>
    </div>
  )
}

function wordsOf(count: Props['count']): string {
  if (count === undefined) return '–'
  if (count === null) return 'none'
  return count === 'unknown' ? count : formatNumber(count)
}
