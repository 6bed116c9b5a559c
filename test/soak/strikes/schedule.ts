import { pick, type Random, random } from '@/lib/sample/random'
import { OUTAGES, type Outage, type Part } from '@/test/soak/strikes/outages'

/** From here on, no process of the product is ended, so that one lives long enough to be measured. */
const LAST_PART = 2 / 3
/** An outage that begins later would not be over in time. */
const LAST_SECONDS = 60

/**
 * Outages without end, by a seed: each part of the system in turn, and each kind once in a round.
 */
export function* outagesInTurn(seed: number): Generator<Outage> {
  for (let round = 0; ; round += 1) yield* roundOf(random(seed, 'outages', round))
}

/** Whether an outage may begin after so much of the whole time. The first always may. */
export function mayBegin(
  outage: Outage,
  { elapsedMs, wholeMs, isFirst }: { elapsedMs: number; wholeMs: number; isFirst: boolean },
): boolean {
  if (isFirst) return true
  if (wholeMs - elapsedMs < LAST_SECONDS * 1_000) return false
  return elapsedMs < wholeMs * LAST_PART || !endsProcess(outage)
}

function endsProcess({ part }: Outage): boolean {
  return part === 'worker' || part === 'console'
}

function roundOf(draw: Random): Outage[] {
  const parts = shuffled([...new Set(OUTAGES.map(({ part }) => part))], draw)
  const left = new Map<Part, Outage[]>(
    parts.map((part) => {
      return [
        part,
        shuffled(
          OUTAGES.filter((outage) => outage.part === part),
          draw,
        ),
      ]
    }),
  )
  const round: Outage[] = []
  while (round.length < OUTAGES.length) {
    for (const part of parts) round.push(...(left.get(part)?.splice(0, 1) ?? []))
  }
  return round
}

function shuffled<T>(values: readonly T[], draw: Random): T[] {
  const left = [...values]
  const result: T[] = []
  while (left.length > 0) {
    const value = pick(draw, left)
    result.push(...left.splice(left.indexOf(value), 1))
  }
  return result
}
