import { runTool } from '@/lib/cli/checks/run-tool'
import { defineCommand } from '@/lib/cli/terminal/command'
import { switchFlag } from '@/lib/cli/terminal/flags'
import { parseFlags } from '@/lib/cli/terminal/parse-flags'
import { say } from '@/lib/cli/terminal/progress'
import { main as test } from '@/lib/cli/test'

const COMMAND = defineCommand({
  name: 'npm run check',
  about:
    'Checks format, lint, types and dead code, and runs `npm test`: everything a change has to pass.',
  flags: { static: switchFlag('leave out the tests') },
})

type Step = [what: string, tool: string[]]

/** Side by side, as none of them keeps all processors busy; within one, each step needs the one before it. */
const CHAINS: Step[][] = [
  [
    [
      'Format and lint',
      ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'],
    ],
  ],
  [
    // Route types that the next step reads.
    ['Route types', ['node_modules/next/dist/bin/next', 'typegen']],
    ['Types', ['node_modules/typescript/bin/tsc', '--noEmit', '-p', '.']],
  ],
  [['Dead code', ['node_modules/knip/bin/knip.js', '--no-progress', '--no-config-hints']]],
]

/** `npm run check`: exit 0 where everything passed. */
export async function main(args: string[]): Promise<number> {
  const given = parseFlags(args, COMMAND)
  if (given === null) return 0
  const failed = (await Promise.all(CHAINS.map(failuresOf))).flat()
  if (failed.length > 0) process.stderr.write(`Failed: ${failed.join(', ')}.\n`)
  const code = given.static ? 0 : await test([])
  return failed.length > 0 ? 1 : code
}

/** Runs all steps, whatever fails. @returns which failed. */
async function failuresOf(chain: Step[]): Promise<string[]> {
  const failed: string[] = []
  for (const [what, tool] of chain) {
    say(what)
    if ((await runTool(tool, {}, new AbortController().signal)) !== 0) failed.push(what)
  }
  return failed
}
