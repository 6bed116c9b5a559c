import { COMMANDS } from '@/lib/cli/image/commands'
import { runCommand } from '@/lib/cli/launch/run-command'

/** What a container runs: its command's first word says what it is for. */
const [name = '', ...args] = process.argv.slice(2)
const load = COMMANDS[name]
if (load === undefined) {
  process.stderr.write(`Unknown command. There are: ${Object.keys(COMMANDS).join(', ')}.\n`)
  process.exit(1)
}
await runCommand(load, args)
