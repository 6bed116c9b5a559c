import { type Outage, UNRELATED } from '@/test/soak/strikes/outages'

/** What a webhook of the alerts said. */
export type Delivery = { id: string; rule: string; state: 'firing' | 'resolved'; atMs: number }

/** An outage that was made, by the clock of this machine. */
export type Struck = {
  outage: Outage
  struckAtMs: number
  /** When it was ended. */
  healedAtMs: number
  /** From its end until everything was well again; null where that took too long. */
  wellAfterSeconds: number | null
  /** What went wrong in making or ending it, in sentences. */
  problems: readonly string[]
}

/** How one rule told of an outage. */
export type Telling = {
  rule: string
  /** From the beginning of the outage. */
  firedAfterSeconds: number
  /** From the end of the outage; null where it never was. Below 0 where it was told too early. */
  resolvedAfterSeconds: number | null
}

/**
 * What fired from the beginning of an outage until the next one began, in the order of its firing.
 * Deliveries may come late, in another order, and more than once.
 */
export function tellingsOf(
  { struckAtMs, healedAtMs }: Pick<Struck, 'struckAtMs' | 'healedAtMs'>,
  untilMs: number,
  deliveries: readonly Delivery[],
): Telling[] {
  const inOrder = inTime(deliveries)
  const tellings = new Map<string, Telling>()
  for (const { rule, state, atMs } of inOrder) {
    if (state !== 'firing' || atMs < struckAtMs || atMs >= untilMs || tellings.has(rule)) continue
    const resolved = inOrder.find((other) => {
      return other.rule === rule && other.state === 'resolved' && other.atMs >= atMs
    })
    tellings.set(rule, {
      rule,
      firedAfterSeconds: (atMs - struckAtMs) / 1_000,
      resolvedAfterSeconds: resolved ? (resolved.atMs - healedAtMs) / 1_000 : null,
    })
  }
  return [...tellings.values()]
}

/** The rules that fire, by all that was delivered so far. */
export function firingNow(deliveries: readonly Delivery[]): string[] {
  const states = new Map(inTime(deliveries).map(({ rule, state }) => [rule, state]))
  return [...states].filter(([, state]) => state === 'firing').map(([rule]) => rule)
}

/** What an outage was not told as it must be, in sentences. */
export function untold({ outage }: Pick<Struck, 'outage'>, tellings: readonly Telling[]): string[] {
  const missing = outage.toldBy.filter((rule) => !tellings.some((telling) => telling.rule === rule))
  const known = new Set<string>([...outage.toldBy, ...outage.mayTell])
  const concerned = tellings.filter(({ rule }) => !UNRELATED.has(rule))
  return [
    ...missing.map((rule) => `${outage.name}: ${rule} did not fire.`),
    ...concerned
      .filter(({ rule }) => !known.has(rule))
      .map(({ rule }) => `${outage.name}: ${rule} fired, which it is none of.`),
    ...concerned
      .filter(({ resolvedAfterSeconds }) => resolvedAfterSeconds === null)
      .map(({ rule }) => `${outage.name}: ${rule} was never resolved.`),
  ]
}

/** Each once, by when it was said. */
function inTime(deliveries: readonly Delivery[]): Delivery[] {
  const each = new Map(deliveries.map((delivery) => [delivery.id, delivery]))
  return [...each.values()].toSorted((a, b) => a.atMs - b.atMs)
}
