import { Check, CircleDashed, Eye, TriangleAlert } from 'lucide-react'
import { MARK_NAMES } from '@/components/reviews/mark-names'
import { Badge, type Tone } from '@/components/ui/badge'
import type { ReviewMark } from '@/lib/model/shared/reviews'

const LOOKS: Record<ReviewMark, { tone: Tone; icon: typeof Check }> = {
  reviewed: { tone: 'info', icon: Eye },
  suspicious: { tone: 'danger', icon: TriangleAlert },
  expected: { tone: 'ok', icon: Check },
}

/** The mark in force of a device, an IP or a user. */
export function ReviewBadge({ mark }: { mark: ReviewMark | null }) {
  if (mark === null) {
    return (
      <span className="inline-flex items-center gap-1 align-middle text-faint text-sm">
        <CircleDashed className="size-3" aria-hidden /> not yet
      </span>
    )
  }
  const { tone, icon: Icon } = LOOKS[mark]
  return (
    <Badge tone={tone} className="align-middle">
      <Icon aria-hidden /> {MARK_NAMES[mark]}
    </Badge>
  )
}
