'use client'

import { Trash2, Undo2 } from 'lucide-react'
import { lazy, Suspense, useMemo, useState } from 'react'
import type { BulkActions } from '@/components/rejected/bulk/use-bulk'
import { type Command, useCommands } from '@/components/shell/palette/commands'
import { Button } from '@/components/ui/button'
import { useIdleLoad } from '@/components/ui/idle/use-idle-load'
import { formatAtLeast } from '@/lib/format/format'
import type { BulkAction } from '@/lib/model/rejected/rejected-bulk'
import type { AtLeast, RejectedFilter } from '@/lib/model/rejected/rejected-groups'

const load = () => import('@/components/rejected/bulk/bulk-dialog')
const BulkDialog = lazy(async () => ({ default: (await load()).BulkDialog }))

type Props = {
  filter: RejectedFilter
  /** How many open messages fit the filter. */
  open: AtLeast
  actions: BulkActions
}

/** What can be done with all open messages that the page is narrowed to. */
export function BulkBar({ filter, open, actions }: Props) {
  const [action, setAction] = useState<BulkAction | null>(null)
  const isNone = open.isExact && open.count === 0
  useIdleLoad(load)
  useCommands(
    useMemo((): Command[] => {
      if (isNone) return []
      return [
        {
          id: 'return-all-rejected',
          group: 'Rejected',
          label: 'Return all open messages to the queue…',
          words: 'redrive retry bulk group',
          icon: Undo2,
          run: () => setAction('return'),
        },
        {
          id: 'discard-all-rejected',
          group: 'Rejected',
          label: 'Discard all open messages…',
          words: 'delete remove bulk group',
          icon: Trash2,
          run: () => setAction('discard'),
        },
      ]
    }, [isNone]),
  )
  return (
    <div className="ml-auto flex flex-wrap items-center gap-2">
      <span
        className="text-muted tabular-nums"
        title="Neither returned nor discarded, nor in doubt; the number beside Rejected in the sidebar counts these, too"
      >
        {formatAtLeast(open)} open
      </span>
      <Button size="sm" disabled={isNone} onClick={() => setAction('return')}>
        <Undo2 /> Return all…
      </Button>
      <Button
        size="sm"
        variant="ghost"
        className="text-danger hover:text-danger"
        disabled={isNone}
        onClick={() => setAction('discard')}
      >
        <Trash2 /> Discard all…
      </Button>
      {action === null ? null : (
        <Suspense>
          <BulkDialog
            action={action}
            filter={filter}
            actions={actions}
            onClose={() => setAction(null)}
          />
        </Suspense>
      )}
    </div>
  )
}
