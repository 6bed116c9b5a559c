import type { Random } from '@/lib/sample/random'
import type { Model } from '@/test/chaos/model'
import type { Crew } from '@/test/hosts/crew'
import type { OlderVersion } from '@/test/hosts/older-version'
import type { Surroundings } from '@/test/hosts/surroundings'

/** What a scenario can get at. */
export type Scene = Surroundings & {
  crew: Crew
  model: Model
  random: Random
  /** Why there is none, in words, where it is text. */
  older: OlderVersion | string
  /** Takes note of what is not as it must be, in words. */
  complain(problem: string): void
  /** Takes note of what happened, for the line of the table. */
  note(words: string): void
}

/** One thing that happens to hosts: data, for `runScenario`. */
export type Scenario = {
  name: string
  /** Why it cannot be played here, in words; null where it can. */
  missing?(scene: Pick<Scene, 'older'>): string | null
  /** Whether everything is of the older version at first, and no console is there. */
  beginsOlder?: boolean
  /** How many processes may end by themselves, in words. */
  mayEnd?: boolean
  /** Plays it. It is over, and everything is connected again, when this resolves. */
  play(scene: Scene): Promise<void>
}
