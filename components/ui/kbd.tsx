import { cn } from '@/components/ui/cn'

/** Keys as they are printed on the keyboard: one cap each. */
export function Kbd({ keys, className }: { keys: string[]; className?: string }) {
  return (
    <span className={cn('inline-flex shrink-0 items-center gap-0.5', className)}>
      {keys.map((key, at) => (
        <kbd
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list that never reorders
          key={at}
          className="inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-line bg-inset px-1 font-sans text-muted text-xs"
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
