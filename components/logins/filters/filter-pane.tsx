'use client'

import { FieldEditor } from '@/components/logins/filters/field-editor'
import type { EditorProps, FilterField } from '@/components/logins/filters/filter-fields'
import { FilterMenu } from '@/components/logins/filters/filter-menu'

type Props = EditorProps & {
  /** Null where it is still to be chosen. */
  field: FilterField | null
  onChoose: (field: FilterField) => void
}

/**
 * Chooses what to filter by, then sets it. Both in one, so that the second is there as soon as the first
 * is: whoever types on meets no gap.
 */
export function FilterPane({ field, onChoose, ...props }: Props) {
  if (field === null) return <FilterMenu onChoose={onChoose} onTime={props.onApply} />
  return <FieldEditor field={field} {...props} />
}
