'use client'

import { useRouter } from 'next/navigation'
import { excluding, filterValue, including } from '@/components/logins/filters/narrow'
import { narrowed } from '@/components/logins/logins-href'
import { type ColumnId, isExtraColumn } from '@/components/logins/table/column-ids'
import { copiedText } from '@/components/logins/table/login-cell'
import { copyText } from '@/components/ui/copy-button'
import type { LoginRow } from '@/lib/model/login'
import { inSentence } from '@/lib/model/login-field'
import { type LoginFieldKey, loginField } from '@/lib/model/login-field-list'
import type { LoginsQuery } from '@/lib/model/query/logins-query'
import type { ValueKey } from '@/lib/model/query/parts/filter-parts'

/** What the keys do with the value of a cell: `f` shows its logins only, `x` leaves them out, `c` copies it. */
export const CELL_KEYS = ['f', 'x', 'c'] as const
export type CellKey = (typeof CELL_KEYS)[number]

type Options = {
  logins: readonly LoginRow[]
  columns: readonly ColumnId[]
  query: LoginsQuery
  /** Says what was done where nothing on the page shows it. */
  onDone: (words: string) => void
}

/** Does what a key says with the cell in focus; of a row in focus, with the first that can be filtered by. */
export function useCellKeys({ logins, columns, query, onDone }: Options) {
  const router = useRouter()
  return (key: CellKey, id: string, column: string | null) => {
    const login = logins.find((each) => each.id === id)
    const at = column ?? columns.find((each) => isFilterable(each))
    if (login === undefined || at === undefined || isExtraColumn(at)) return
    const field = loginField(at as LoginFieldKey)
    const name = inSentence(field.label)
    if (key === 'c') {
      const text = copiedText(login, field)
      if (text === null) onDone(`There is no ${name} to copy.`)
      else void copyText(text).then((copied) => onDone(copied ? `Copied the ${name}.` : REFUSED))
      return
    }
    const value = filterValue(login, field)
    if (value === undefined) return onDone(`The ${name} cannot be filtered by here.`)
    const change =
      key === 'f'
        ? including(field.key as ValueKey, [value])
        : excluding(query, field.key as ValueKey, value)
    if (change === null) onDone(`No more of the ${name} can be left out.`)
    else router.push(narrowed(query, change))
  }
}

const REFUSED = 'The browser refused to copy.'

function isFilterable(key: ColumnId): boolean {
  if (isExtraColumn(key)) return false
  const kind = loginField(key).filter?.kind
  return kind !== undefined && kind !== 'time'
}
