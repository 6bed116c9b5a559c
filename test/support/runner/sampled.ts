import { pick, random } from '@/lib/sample/random'
import { testSeed } from '@/test/support/seed'

/**
 * As many of things that are tried alike as there is time for at each change, another choice each time. The
 * nightly run has all of them (VEILGATE_TEST_WHOLE).
 * @param purpose makes the choice another one than elsewhere in the same run.
 * @returns in the order that they were given in.
 */
export function sampled<Item>(items: readonly Item[], count: number, purpose: string): Item[] {
  if (process.env.VEILGATE_TEST_WHOLE !== undefined) return [...items]
  const next = random(testSeed(), purpose)
  const chosen = new Set<number>()
  const places = [...items.keys()]
  while (chosen.size < Math.min(count, items.length)) chosen.add(pick(next, places))
  return items.filter((_, place) => chosen.has(place))
}
