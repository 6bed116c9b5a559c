import { randomInt } from 'node:crypto'

let seed: number | undefined

/**
 * The seed of what a test draws, the same for all of its file, and printed so that a failure can be repeated:
 * `SEED=123 npm test …`.
 */
export function testSeed(): number {
  if (seed === undefined) {
    seed = Number(process.env.SEED ?? randomInt(1_000_000_000))
    console.info(`seed ${seed}`)
  }
  return seed
}
