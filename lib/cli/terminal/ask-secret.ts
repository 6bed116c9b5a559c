import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { UserError } from '@/lib/errors'

/**
 * Asks on the terminal for something that is not shown while it is typed.
 * @throws UserError where there is no terminal, or Ctrl-C or Ctrl-D is the answer.
 */
export async function askSecret(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UserError('There is no terminal to ask on.')
  process.stderr.write(question)
  const silence = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: silence, terminal: true })
  try {
    return await lines.question('')
  } catch (cause) {
    throw new UserError('Nothing was entered.', { cause })
  } finally {
    lines.close()
    process.stderr.write('\n')
  }
}
