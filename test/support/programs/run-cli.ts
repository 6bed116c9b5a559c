import { UserError } from '@/lib/errors'

/** Runs a command as `npm run` does, without the embedded services: `run-cli.ts <command> [flags]`. */
const [, , command = '', ...args] = process.argv
const { main } = (await import(`../../../lib/cli/${command}.ts`)) as {
  main(args: string[]): Promise<number>
}
try {
  process.exit(await main(args))
} catch (error) {
  if (!(error instanceof UserError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exit(1)
}
