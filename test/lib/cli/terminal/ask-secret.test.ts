import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newPassphrase } from '@/lib/cli/keys/passphrase'
import { askSecret } from '@/lib/cli/terminal/ask-secret'
import { provideEnv } from '@/lib/env'
import { UserError } from '@/lib/errors'

const SECRET = 'kites over the harbour'
let terminal: PassThrough
let shown = ''

beforeEach(() => {
  provideEnv({ VEILGATE_NEW_VAULT_PASSPHRASE: '' })
  shown = ''
  terminal = new PassThrough()
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(
    Object.assign(terminal, { isTTY: true }) as never,
  )
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      shown += text
      return true
    })
  }
})
afterEach(() => vi.restoreAllMocks())

/** Types an answer once the question is there. */
async function type(question: string, keys: string) {
  await vi.waitFor(() => expect(shown).toContain(question))
  terminal.write(keys)
}

it('asks for a secret, and shows nothing of what is typed', async () => {
  const asked = askSecret('Passphrase: ')
  await type('Passphrase: ', `${SECRET}\r`)
  expect([await asked, shown]).toEqual([SECRET, 'Passphrase: \n'])
})

it.each([
  ['Ctrl-C', '\u0003'],
  ['Ctrl-D', '\u0004'],
])('takes %s for no answer, in words', async (_, key) => {
  const asked = askSecret('Passphrase: ')
  const refused = expect(asked).rejects.toThrow(new UserError('Nothing was entered.'))
  await type('Passphrase: ', key)
  await refused
})

it('asks nobody where there is no terminal', async () => {
  Object.assign(terminal, { isTTY: false })
  await expect(askSecret('Passphrase: ')).rejects.toThrow('There is no terminal to ask on.')
  expect(shown).toBe('')
})

it('takes a new passphrase that is typed the same twice, and no other', async () => {
  for (const [again, outcome] of [
    [SECRET, SECRET],
    ['kites over the harbor', 'The two entries differ.'],
  ] as const) {
    shown = ''
    const asked = newPassphrase('New').catch(({ message }) => message)
    await type('New: ', `${SECRET}\r`)
    await type('Repeat it: ', `${again}\r`)
    expect(await asked).toBe(outcome)
  }
})

it('takes no weak passphrase, typed or configured', async () => {
  const typed = newPassphrase('New')
  const refused = expect(typed).rejects.toThrow(/^A new vault passphrase has 16 /)
  await type('New: ', 'short\r')
  await refused
  provideEnv({ VEILGATE_NEW_VAULT_PASSPHRASE: 'passphrasepassphrase' })
  await expect(newPassphrase('New')).rejects.toThrow(/passphrase is among the first/)
  provideEnv({ VEILGATE_NEW_VAULT_PASSPHRASE: SECRET })
  expect(await newPassphrase('New')).toBe(SECRET)
})
