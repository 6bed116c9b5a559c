import { describeFailure } from '@/lib/errors'
import { makeNetwork } from '@/test/hosts/network'
import type { OlderVersion } from '@/test/hosts/older-version'
import { type Outcome, runScenario } from '@/test/hosts/run-scenario'
import { SCENARIOS } from '@/test/hosts/scenarios'
import { startSurroundings } from '@/test/hosts/surroundings'
import { tableOf } from '@/test/hosts/table'

/** What is asked for. */
export type Wanted = {
  seed: number
  /** Only scenarios whose name holds this. */
  only: string
  /** A folder that is thrown away. */
  folder: string
  older: OlderVersion | string
}

/** Plays the scenarios, in a network of our own. @returns the exit code: 0 where something ran and all held. */
export async function play({ seed, only, folder, older }: Wanted): Promise<number> {
  const say = (line: string) => void process.stdout.write(`${line}\n`)
  const surroundings = await startSurroundings(folder, makeNetwork())
  const outcomes: Outcome[] = []
  let failed = 0
  for (const scenario of SCENARIOS.filter(({ name }) => name.includes(only))) {
    const missing = scenario.missing?.({ older }) ?? null
    if (missing !== null) {
      say(`- ${scenario.name}: skipped, since ${missing}`)
      continue
    }
    say(`• ${scenario.name} …`)
    try {
      const outcome = await runScenario(surroundings, scenario, { seed, older })
      outcomes.push(outcome)
      for (const problem of outcome.problems) say(`  ✗ ${problem}`)
      if (outcome.problems.length > 0) failed += 1
    } catch (error) {
      failed += 1
      say(`✗ ${scenario.name}\n    ${wordsOf(error)}`)
    }
  }
  await surroundings.close()
  say(`\n${tableOf(outcomes)}`)
  say(`\n${outcomes.length} played, ${failed} failed`)
  return outcomes.length > 0 && failed === 0 ? 0 : 1
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : describeFailure(error)
}
