import {
  type ColumnId,
  columnIdOf,
  EXTRA_COLUMN_IDS,
  HIDDEN_AT_FIRST,
  LOGIN_COLUMN_IDS,
} from '@/components/logins/table/column-ids'

export type Density = 'compact' | 'normal' | 'roomy'

/** How somebody likes to see a table; kept in a cookie, so that the first paint is right. */
export type TableSettings = {
  density: Density
  /** The ids of the columns; those not named come last. */
  order: string[]
  hidden: string[]
  /** Widths in pixels; empty until a column was made wider or narrower. */
  widths: Record<string, number>
}

export const ROW_HEIGHTS: Record<Density, number> = { compact: 28, normal: 32, roomy: 40 }
export const NARROWEST = 64
export const WIDEST = 900

const DENSITIES = Object.keys(ROW_HEIGHTS) as Density[]
const NONE: TableSettings = { density: 'normal', order: [], hidden: HIDDEN_AT_FIRST, widths: {} }

/** Reads the cookie; what is unknown or broken in it is left out. */
export function parseTableSettings(text: string | undefined): TableSettings {
  if (text === undefined) return NONE
  try {
    const look: Partial<Record<keyof Kept, unknown>> = JSON.parse(text) ?? {}
    const named = columnsIn(look.hidden)
    const known = [...named, ...columnsIn(look.knows)]
    // What the cookie was written without knowing of stays hidden until it is asked for.
    const unknown = EXTRA_COLUMN_IDS.filter((id) => !known.includes(id))
    const hidden = named.length < LOGIN_COLUMN_IDS.length ? named : []
    return {
      density: DENSITIES.find((density) => density === look.density) ?? NONE.density,
      order: columnsIn(look.order),
      hidden: [...hidden, ...unknown],
      widths: Object.fromEntries(
        Object.entries(look.widths ?? {}).flatMap(([name, width]) => {
          const id = columnIdOf(name)
          return id !== undefined && width >= NARROWEST && width <= WIDEST ? [[id, width]] : []
        }),
      ),
    }
  } catch {
    return NONE
  }
}

/** The columns that a list names, each once. */
function columnsIn(names: unknown): string[] {
  if (!Array.isArray(names)) return []
  return [...new Set(names.flatMap((name) => columnIdOf(name) ?? []))]
}

/** What the cookie holds: the settings, and the columns there were that no field fills. */
type Kept = TableSettings & { knows: string[] }

/** The cookie's text. */
export function writeTableSettings(look: TableSettings): string {
  const kept: Kept = { ...look, knows: EXTRA_COLUMN_IDS }
  return JSON.stringify(kept)
}

/** Whether a column is shown. */
export function isShown(look: TableSettings, id: ColumnId): boolean {
  return !look.hidden.includes(id)
}

/** The order with a column moved to another place. */
export function moveColumn(order: readonly string[], id: string, to: number): string[] {
  const rest = order.filter((each) => each !== id)
  rest.splice(Math.max(0, to), 0, id)
  return rest
}
