'use client'

import { ArrowDown, ArrowUp } from 'lucide-react'
import { HIDDEN_AT_FIRST, headingOf, LOGIN_COLUMN_IDS } from '@/components/logins/table/column-ids'
import {
  type Density,
  moveColumn,
  type TableSettings,
} from '@/components/logins/table/table-settings'
import { Button } from '@/components/ui/button'
import { Segments } from '@/components/ui/form/segments'

type Props = { look: TableSettings; onLook: (look: TableSettings) => void }
type ColumnId = (typeof LOGIN_COLUMN_IDS)[number]

const DENSITIES: { value: Density; label: string }[] = [
  { value: 'compact', label: 'Compact' },
  { value: 'normal', label: 'Normal' },
  { value: 'roomy', label: 'Roomy' },
]

/** Density, and the columns with their order. */
export function DisplaySettings({ look, onLook }: Props) {
  const order = [
    ...look.order,
    ...LOGIN_COLUMN_IDS.filter((id) => !look.order.includes(id)),
  ] as ColumnId[]
  const toggle = (id: ColumnId) => {
    const hidden = look.hidden.includes(id)
      ? look.hidden.filter((each) => each !== id)
      : [...look.hidden, id]
    if (hidden.length < LOGIN_COLUMN_IDS.length) onLook({ ...look, hidden })
  }
  return (
    <>
      <Segments
        legend="Density"
        legendHidden
        options={DENSITIES}
        value={look.density}
        onChange={(density) => onLook({ ...look, density })}
      />
      <p className="mt-3 mb-1 text-muted text-sm">Columns</p>
      <ul>
        {order.map((id, at) => {
          const isShown = !look.hidden.includes(id)
          return (
            <li key={id} className="flex h-7 items-center gap-1">
              <label className="flex h-7 min-w-0 flex-1 items-center gap-2 rounded-md px-1.5 hover:bg-hover">
                <input
                  type="checkbox"
                  checked={isShown}
                  onChange={() => toggle(id)}
                  className="size-3.5 accent-accent"
                />
                {headingOf(id)}
              </label>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Move ${headingOf(id)} forward`}
                disabled={at === 0}
                onClick={() => onLook({ ...look, order: moveColumn(order, id, at - 1) })}
              >
                <ArrowUp />
              </Button>
              <Button
                variant="ghost"
                size="icon-xs"
                aria-label={`Move ${headingOf(id)} back`}
                disabled={at === order.length - 1}
                onClick={() => onLook({ ...look, order: moveColumn(order, id, at + 1) })}
              >
                <ArrowDown />
              </Button>
            </li>
          )
        })}
      </ul>
      <Button
        size="sm"
        className="mt-2 w-full"
        onClick={() =>
          onLook({ density: 'normal', order: [], hidden: HIDDEN_AT_FIRST, widths: {} })
        }
      >
        Reset the table
      </Button>
    </>
  )
}
