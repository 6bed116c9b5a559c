import { cn } from '@/components/ui/cn'
import type { LinkKind } from '@/lib/model/shared/link-graph'

type Props = { kind: LinkKind; isCentre?: boolean; isLit?: boolean; size?: number }

/** A user is a circle, a device a tall box, an IP a diamond: told apart without colour. */
export function NodeMark({ kind, isCentre, isLit, size = 8 }: Props) {
  const look = cn(
    'stroke-[1.5]',
    isCentre || isLit ? 'fill-accent stroke-accent' : 'fill-surface stroke-muted',
  )
  if (kind === 'user') return <circle r={size} className={look} />
  if (kind === 'device') {
    return (
      <rect
        x={-size * 0.8}
        y={-size * 1.15}
        width={size * 1.6}
        height={size * 2.3}
        rx={size * 0.3}
        className={look}
      />
    )
  }
  const reach = size * 1.25
  return <path d={`M0,${-reach}L${reach},0L0,${reach}L${-reach},0Z`} className={look} />
}
