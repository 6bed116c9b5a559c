import { cn } from '@/components/ui/cn'

/**
 * Keeps the place of what is still loading; give it that thing's size. A span, since it stands
 * within paragraphs too: HTML ends a paragraph at a div, and what was streamed would not hydrate.
 */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden className={cn('block h-4 animate-pulse rounded-sm bg-track/70', className)} />
  )
}
