import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from '@/components/ui/cn'

// Its baseline is that of the word, not of the icon: it stands on a line with what is beside it.
const badgeStyle = cva(
  "inline-flex h-5 items-baseline gap-1 whitespace-nowrap print:h-auto print:whitespace-normal rounded-sm px-1.5 font-medium text-sm leading-5 tabular-nums [&_svg:not([class*='size-'])]:size-3 [&_svg]:self-center",
  {
    variants: {
      tone: {
        neutral: 'bg-hover text-muted',
        accent: 'bg-accent-soft text-accent',
        ok: 'bg-ok-soft text-ok',
        warn: 'bg-warn-soft text-warn',
        danger: 'bg-danger-soft text-danger',
        info: 'bg-info-soft text-info',
      },
    },
    defaultVariants: { tone: 'neutral' },
  },
)

export type Tone = NonNullable<VariantProps<typeof badgeStyle>['tone']>

/** A state in a word; the colour only repeats what the word says. */
export function Badge({
  className,
  tone,
  ...props
}: ComponentProps<'span'> & VariantProps<typeof badgeStyle>) {
  return <span className={cn(badgeStyle({ tone }), className)} {...props} />
}
