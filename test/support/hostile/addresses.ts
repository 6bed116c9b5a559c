import { HOSTILE } from './hostile'

/** Every name that any address takes, and some that none does. */
const NAMES =
  'range from to device_type locale app_version app_version_from app_version_to user_id device_id ip ' +
  'run_id type version version-from version-to user device run sort order at row ' +
  'view users active mark tokens person kind outcome token next now since missing export format __proto__'

/** A query that has the same text under every name. */
export function searchOf(value: string): string {
  return new URLSearchParams(NAMES.split(' ').map((name) => [name, value])).toString()
}

/** Every text at once, each under another name. The longest would have it refused for its length. */
export function mixedSearch(from: number): string {
  const texts = HOSTILE.filter((text) => text.length < 3_000)
  const pairs = NAMES.split(' ').map((name, at) => [name, texts[(from + at) % texts.length] ?? ''])
  return new URLSearchParams(pairs).toString()
}
