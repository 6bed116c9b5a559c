import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UserError } from '@/lib/errors'

/** Asks on the terminal for something that is not shown while it is typed. */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UserError('There is no terminal to ask on.')
  process.stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true })
  try {
    return await lines.question('')
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
