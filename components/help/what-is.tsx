import { CircleHelp } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/ui/cn'
import type { GlossaryWord } from '@/lib/model/glossary'
import { glossaryHref } from '@/lib/model/glossary-href'

type Props = { word: GlossaryWord; className?: string }

/** A small link beside a word, to what it means. */
export function WhatIs({ word, className }: Props) {
  return (
    <Link
      href={glossaryHref(word)}
      prefetch={false}
      aria-label={`What “${word}” means`}
      title={`What “${word}” means`}
      className={cn(
        'inline-flex rounded-full align-[-2px] text-faint hover:text-accent print:hidden',
        className,
      )}
    >
      <CircleHelp aria-hidden className="size-3.5" strokeWidth={1.75} />
    </Link>
  )
}
