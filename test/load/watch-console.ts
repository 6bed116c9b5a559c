import { createInterface } from 'node:readline'
import { watch } from '@/test/load/watch'

// What to ask comes in the first line; the end of the input ends the watching.
const lines = createInterface({ input: process.stdin })
const over = new AbortController()
lines.once('line', async (line) => {
  process.stdout.write(JSON.stringify(await watch(JSON.parse(line), over.signal)))
})
lines.once('close', () => over.abort())
