import type { Console } from '@/test/chaos/console'
import type { Drainer } from '@/test/chaos/drainer'
import type { Model } from '@/test/chaos/model'
import type { System } from '@/test/chaos/system'

/** What a fault can get at while it lasts. */
export type Scene = System & {
  drainers: readonly Drainer[]
  consoles: Console[]
  model: Model
  seconds: number
}

/** Ends a fault. @returns how often it struck. */
export type Heal = () => number | Promise<number>

/** One kind of trouble: data, for `runFault`. */
export type Fault = {
  name: string
  /** How long it lasts; three visibility timeouts where nothing else is said. */
  seconds?: number
  /** Of the queue; 3 where nothing is said, more where the queue itself loses deliveries. */
  maxReceiveCount?: number
  /** How many `ingest` work at once; 1 where nothing is said. */
  ingests?: number
  /** How many consoles run, each with a run of its own; none where nothing is said. */
  consoles?: number
  /** Why this machine cannot provoke it, in words; null where it can. */
  missing?(): string | null
  /** Begins it. It may last until it is healed, or be over when this resolves. */
  provoke(scene: Scene): Promise<Heal> | Heal
  /**
   * Where it must be said while it lasts: by the run in the database, or anywhere (the run, the
   * page's health, the log). `nobody` where there is nothing to say. `anywhere` where nothing is said.
   */
  told?: 'run' | 'anywhere' | 'nobody'
  /** Whether an `ingest` may end with it, in words and exit code 1; else one process outlives it. */
  mayEnd?: boolean
  /** Whether the database itself may lose what it committed; counted apart. */
  databaseForgets?: boolean
  /** How soon work goes on after it is healed, by itself; 60 where nothing is said. */
  recoverySeconds?: number
}

export const DEFAULTS = {
  seconds: 12,
  maxReceiveCount: 3,
  ingests: 1,
  consoles: 0,
  told: 'anywhere',
  recoverySeconds: 60,
} as const satisfies Partial<Fault>
