import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps, MouseEvent } from 'react'
import { cn } from '@/components/ui/cn'
import { Slot } from '@/components/ui/slot'

const buttonStyle = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md border border-transparent font-medium',
    'transition-colors duration-[120ms] ease-out',
    'disabled:pointer-events-none disabled:opacity-50 aria-disabled:opacity-50',
    "[&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-3.5",
  ],
  {
    variants: {
      variant: {
        // Browsers paint the ground of the page behind a text, on which that of a filled button is not seen.
        primary: 'bg-accent text-accent-ink forced-color-adjust-none hover:bg-accent-hover',
        secondary: 'border-line bg-surface text-ink hover:bg-hover active:bg-hover',
        soft: 'bg-accent-soft text-accent hover:bg-accent-fill',
        ghost: 'text-muted hover:bg-hover hover:text-ink data-[state=open]:bg-hover',
        danger: 'bg-danger text-danger-ink forced-color-adjust-none hover:opacity-90',
        link: 'h-auto! border-0 px-0! text-accent underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2 text-sm',
        md: 'h-8 px-3 text-base',
        lg: 'h-9 px-4 text-base',
        icon: 'size-8',
        'icon-sm': 'size-7',
        'icon-xs': 'size-5 rounded-sm',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'md' },
  },
)

export type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonStyle> & {
    /** Renders the only child (a link, say) in the button's clothes. */
    asChild?: boolean
    /** What it does is under way: it does nothing more, and keeps the focus, which a disabled one would lose. */
    pending?: boolean | undefined
  }

/** A button; `type="button"` unless told otherwise, so that it never submits a form by accident. */
export function Button(props: ButtonProps) {
  const { className, variant, size, asChild, type, pending = false, ...rest } = props
  const classes = cn(buttonStyle({ variant, size }), className)
  if (asChild) return <Slot className={classes} {...rest} />
  return (
    <button type={type ?? 'button'} className={classes} {...rest} {...(pending ? PENDING : {})} />
  )
}

const PENDING = {
  'aria-busy': true,
  'aria-disabled': true,
  // Nor is the form sent again, which Enter in a field does by a click.
  onClick: (event: MouseEvent) => event.preventDefault(),
}
