import { Check, TriangleAlert } from 'lucide-react'
import { cn } from '@/components/ui/cn'
import { formatCount } from '@/lib/format/format'
import { imbalance, type Ledger } from '@/lib/model/pipeline/ledger'

type Props = {
  ledger: Ledger /** The mark alone, for narrow columns. */
  bare?: boolean
  className?: string
}

/** Whether every received message is accounted for; loud if not, and by how many. */
export function BalanceMark({ ledger, bare, className }: Props) {
  const off = imbalance(ledger)
  if (off === 0) {
    return (
      <span
        className={cn(
          'inline-flex gap-1 whitespace-nowrap text-ok',
          bare ? 'items-center align-middle' : 'items-baseline',
          className,
        )}
      >
        <Check className="size-3.5 shrink-0 self-center" aria-hidden />
        <span className={bare ? 'sr-only' : undefined}>balanced</span>
      </span>
    )
  }
  const says =
    off > 0
      ? `${formatCount(off, 'message')} unaccounted for`
      : `${formatCount(-off, 'message')} too many`
  return (
    <span
      className={cn(
        'inline-flex items-baseline gap-1 whitespace-nowrap rounded-sm bg-danger-soft px-1.5 font-semibold text-danger',
        className,
      )}
    >
      <TriangleAlert className="size-3.5 shrink-0 self-center" aria-hidden />
      {bare ? (
        <span title={says}>{off > 0 ? `−${off}` : `+${-off}`}</span>
      ) : (
        `Not balanced: ${says}`
      )}
    </span>
  )
}
