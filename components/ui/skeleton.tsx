import { cn } from '@/lib/cn'

/** Keeps the place of what is still loading; give it that thing's size. */
export function Skeleton({ className }: { className?: string }) {
  return <div aria-hidden className={cn('h-4 animate-pulse rounded-sm bg-track/70', className)} />
}
