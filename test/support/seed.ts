import { randomInt } from 'node:crypto'

/** The seed of what a test draws, printed so that a failure can be repeated: `SEED=123 npm test …`. */
export function testSeed(): number {
  const seed = Number(process.env.SEED ?? randomInt(1_000_000_000))
  console.info(`seed ${seed}`)
  return seed
}
