import { createReadStream, readdirSync } from 'node:fs'
import { join, parse } from 'node:path'
import { createInterface } from 'node:readline'
import { holdsOriginal } from '@/test/soak/messages/originals'

type Scan = { uncaught: Record<string, number>; originals: Record<string, number> }

/** What nobody caught, as Node, the product's own log and its launcher say it. */
const UNCAUGHT =
  /uncaughtException|unhandledRejection|Something went wrong|The console died|FATAL ERROR/

/** Reads every log of a folder. @returns by its name, how many lines are not as they must be. */
export async function scanLogs(folder: string): Promise<Scan> {
  const scan: Scan = { uncaught: {}, originals: {} }
  for (const file of readdirSync(folder)) {
    const { name } = parse(file)
    const lines = createInterface({ input: createReadStream(join(folder, file)) })
    for await (const line of lines) {
      if (UNCAUGHT.test(line)) count(scan.uncaught, name)
      if (holdsOriginal(line)) count(scan.originals, name)
    }
  }
  return scan
}

function count(counts: Record<string, number>, name: string) {
  counts[name] = (counts[name] ?? 0) + 1
}
