'use client'

import { ListChecks, X } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { lazy, Suspense, useState } from 'react'
import { REVIEWED_WORDS } from '@/components/reviews/mark-names'
import type { ReviewAction } from '@/components/reviews/review-action'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { toast } from '@/components/ui/overlay/toast-store'
import { Tooltip } from '@/components/ui/overlay/tooltip'
import { formatCount } from '@/lib/format/format'
import type { ReviewKind } from '@/lib/model/shared/reviews'

const load = () => import('@/components/reviews/review-dialog')
const ReviewDialog = lazy(async () => ({ default: (await load()).ReviewDialog }))

type Props = {
  kind: ReviewKind
  /** Those that are selected. */
  subjects: string[]
  assignees: readonly string[]
  onReview: ReviewAction
  onClear: () => void
}

/** What can be done with the devices, IPs or users that are selected: `m` reviews them. */
export function ReviewBar({ kind, subjects, assignees, onReview, onClear }: Props) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(false)
  useIdleLoad(load)
  const { one, many } = REVIEWED_WORDS[kind]
  const count = formatCount(subjects.length, one, many)
  return (
    <section
      aria-label="Selected rows"
      className="flex min-h-10 shrink-0 flex-wrap items-center gap-2 border-line border-t bg-accent-soft px-4 py-1"
    >
      <span role="status" className="font-medium text-accent tabular-nums">
        {count} selected
      </span>
      <Tooltip label="Mark or assign them" keys={['m']}>
        <Button
          size="sm"
          variant="primary"
          aria-haspopup="dialog"
          aria-keyshortcuts="m"
          onClick={() => setOpen(true)}
        >
          <ListChecks /> Review {count}
        </Button>
      </Tooltip>
      <Button size="sm" variant="ghost" className="ml-auto" onClick={onClear}>
        <X /> Clear the selection
      </Button>
      {isOpen ? (
        <Suspense>
          <ReviewDialog
            kind={kind}
            subjects={subjects}
            assignees={assignees}
            onReview={onReview}
            onClose={() => setOpen(false)}
            onDone={() => {
              setOpen(false)
              toast.success(`${count} reviewed.`)
              onClear()
              router.refresh()
            }}
          />
        </Suspense>
      ) : null}
    </section>
  )
}
