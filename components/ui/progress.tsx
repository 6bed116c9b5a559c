import { cn } from '@/components/ui/cn'

type Props = {
  /** What is progressing, for screen readers. */
  label: string
  /** 0 to 1; null while it cannot be known. */
  value: number | null
  className?: string
}

/** A quiet bar. Where the end is unknown it stays empty: the words beside it say what is known. */
export function Progress({ label, value, className }: Props) {
  const share = value === null ? 0 : Math.min(1, Math.max(0, value))
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === null ? undefined : Math.round(share * 100)}
      className={cn('h-1.5 overflow-hidden rounded-full bg-track forced-colors:outline', className)}
    >
      <div
        className="h-full origin-left forced-color-adjust-none rounded-full bg-accent transition-transform duration-[180ms] ease-out"
        style={{ transform: `scaleX(${share})` }}
      />
    </div>
  )
}
