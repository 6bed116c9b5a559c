/** The ids of the rows that are selected. */
export type Selection = Readonly<Record<string, true>>

type Toggle = {
  id: string
  /** The row that was toggled last; with Shift all from it on are made the same. */
  anchor: string | null
  withRange: boolean
}

/** A selection with one row turned round, and with Shift all up to it as that one. */
export function toggled(
  selection: Selection,
  ids: readonly string[],
  { id, anchor, withRange }: Toggle,
): Selection {
  const isOn = selection[id] !== true
  const from = anchor === null ? -1 : ids.indexOf(anchor)
  const to = ids.indexOf(id)
  const range =
    withRange && from >= 0 && to >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : [id]
  return changed(selection, range, isOn)
}

/** All rows of a page selected, or none where all were. */
export function allToggled(selection: Selection, ids: readonly string[]): Selection {
  return changed(selection, ids, howMany(selection, ids) !== 'all')
}

/** Whether none, some or all rows of a page are selected. */
export function howMany(selection: Selection, ids: readonly string[]): 'none' | 'some' | 'all' {
  const count = ids.filter((id) => selection[id]).length
  if (count === 0) return 'none'
  return count === ids.length ? 'all' : 'some'
}

function changed(selection: Selection, ids: readonly string[], isOn: boolean): Selection {
  const rest = Object.fromEntries(Object.entries(selection).filter(([id]) => !ids.includes(id)))
  return isOn ? { ...rest, ...Object.fromEntries(ids.map((id) => [id, true as const])) } : rest
}
