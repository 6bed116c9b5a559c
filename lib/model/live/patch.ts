/**
 * How to make one JSON value from another, in few bytes:
 * `['=', value]` replaces; `['o', { key: patch }, removedKeys?]` changes an object; `['w', dropped, points]`
 * moves a window over points in time: the first few leave, points replace those of the same `at` or follow
 * the last; `['i', changes, order?]` changes a list of things with an `id`.
 */
export type Patch =
  | readonly ['=', unknown]
  | readonly ['o', Readonly<Record<string, Patch>>, (readonly string[])?]
  | readonly ['w', number, readonly Point[]]
  | readonly ['i', Readonly<Record<string, Patch>>, (readonly Id[])?]

type Json = Record<string, unknown>
type Id = string | number
type Point = Json & { at: number }
type Item = Json & { id: Id }

/** What makes `after` of `before`; null where they are equal. Both are plain JSON. */
export function diff(before: unknown, after: unknown): Patch | null {
  if (isEqual(before, after)) return null
  if (isObject(before) && isObject(after)) return diffObjects(before, after)
  const patch = diffLists(before, after)
  // A list that is no window, or names a thing twice, is sent as it is.
  return patch !== null && isEqual(apply(patch, before), after) ? patch : ['=', after]
}

/**
 * What a patch makes of the value that it was made from. Parts that it does not touch stay the same
 * objects, so that whoever compares them sees that they did.
 * @throws where the patch is of a kind that is not known, or the value is not the one.
 */
export function apply(patch: Patch, before: unknown): unknown {
  switch (patch[0]) {
    case '=':
      return patch[1]
    case 'o':
      return changeObject(before, patch[1], patch[2] ?? [])
    case 'w':
      return moveWindow(listOf(before, isPoint), patch[1], patch[2])
    case 'i':
      return changeItems(listOf(before, isItem), patch[1], patch[2])
    default:
      throw new Error('A patch of an unknown kind')
  }
}

function diffObjects(before: Json, after: Json): Patch {
  const changes: Record<string, Patch> = {}
  for (const [key, value] of Object.entries(after)) {
    const change = Object.hasOwn(before, key) ? diff(before[key], value) : (['=', value] as const)
    if (change !== null) changes[key] = change
  }
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key))
  return removed.length === 0 ? ['o', changes] : ['o', changes, removed]
}

function diffLists(before: unknown, after: unknown): Patch | null {
  if (!Array.isArray(before) || !Array.isArray(after)) return null
  if (before.length === 0 || after.length === 0) return null
  if (before.every(isPoint) && after.every(isPoint)) return diffWindows(before, after)
  if (before.every(isItem) && after.every(isItem)) return diffItems(before, after)
  return null
}

function diffWindows(before: Point[], after: Point[]): Patch {
  const first = after[0]?.at ?? 0
  const found = before.findIndex(({ at }) => at >= first)
  const known = new Map(before.map((point) => [point.at, point]))
  const points = after.filter((point) => !isEqual(known.get(point.at), point))
  return ['w', found === -1 ? before.length : found, points]
}

function diffItems(before: Item[], after: Item[]): Patch {
  const known = new Map(before.map((item) => [item.id, item]))
  const changes: Record<string, Patch> = {}
  for (const item of after) {
    const change = diff(known.get(item.id) ?? null, item)
    if (change !== null) changes[item.id] = change
  }
  const ids = after.map(({ id }) => id)
  const isSameOrder = isEqual(
    before.map(({ id }) => id),
    ids,
  )
  return isSameOrder ? ['i', changes] : ['i', changes, ids]
}

function changeObject(before: unknown, changes: Record<string, Patch>, removed: readonly string[]) {
  if (!isObject(before)) throw new Error('A patch of an object that is none')
  const kept = Object.entries(before).filter(([key]) => !removed.includes(key))
  const changed = Object.entries(changes).map(([key, patch]) => [key, apply(patch, before[key])])
  return Object.fromEntries([...kept, ...changed])
}

function moveWindow(before: Point[], dropped: number, points: readonly Point[]): Point[] {
  const news = new Map(points.map((point) => [point.at, point]))
  const moved = before.slice(dropped).map((point) => {
    const replaced = news.get(point.at) ?? point
    news.delete(point.at)
    return replaced
  })
  return [...moved, ...news.values()]
}

function changeItems(before: Item[], changes: Record<string, Patch>, order?: readonly Id[]) {
  const known = new Map<Id, Item>(before.map((item) => [item.id, item]))
  return (order ?? before.map(({ id }) => id)).map((id) => {
    const item = known.get(id)
    const change = changes[id]
    if (item === undefined && change === undefined) throw new Error('A patch of an unknown thing')
    return change === undefined ? item : apply(change, item)
  })
}

function listOf<Element>(value: unknown, is: (one: unknown) => one is Element): Element[] {
  if (!Array.isArray(value) || !value.every(is)) throw new Error('A patch of a list that is none')
  return value
}

function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((value, at) => isEqual(value, other[at]))
  }
  if (!isObject(one) || !isObject(other)) return false
  const keys = Object.keys(one)
  return (
    keys.length === Object.keys(other).length &&
    keys.every((key) => Object.hasOwn(other, key) && isEqual(one[key], other[key]))
  )
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isPoint(value: unknown): value is Point {
  return isObject(value) && typeof value.at === 'number'
}

function isItem(value: unknown): value is Item {
  return isObject(value) && (typeof value.id === 'number' || typeof value.id === 'string')
}
