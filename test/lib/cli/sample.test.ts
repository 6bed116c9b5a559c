import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { main } from '@/lib/cli/sample'
import { UserError } from '@/lib/errors'
import { generateLogins } from '@/lib/sample/generate-logins'
import { runCli } from '@/test/support/programs/cli'
import { useServices } from '@/test/support/services'

const services = useServices()

function fileOf(content: string | Uint8Array): string {
  const path = join(services.dataDir(), 'messages.jsonl')
  writeFileSync(path, content)
  return path
}

const bodies = async () => (await services.queue().receiveAll()).map(({ body }) => body).sort()

describe('npm run sample', () => {
  it('sends each line of a file as one message, byte for byte', async () => {
    const lines = ['{"a":  1 }', '  é\tü ', 'not json', '"\\u0000"', 'x'.repeat(300_000)]
    const { code, stdout } = await runCli('sample', ['--file', fileOf(`${lines.join('\r\n')}\n`)])
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: `Sent 5 messages to ${services.queue().name}.\n`,
    })
    expect(await bodies()).toEqual(lines.toSorted())
  })

  it('tells what it skipped and refused by line number, sends the rest and exits with 1', async () => {
    const content = Buffer.concat([
      Buffer.from('one\n\n'),
      Buffer.from([0xff, 0x0a]),
      Buffer.from('bell \u0007\n'),
      Buffer.from(`${'x'.repeat(1_048_577)}\n`),
      Buffer.from('two'),
    ])
    const { code, stdout, stderr } = await runCli('sample', ['--file', fileOf(content)])
    expect(code).toBe(1)
    expect(stdout).toBe(
      `Sent 2 messages to ${services.queue().name}. Skipped 1 empty line. Refused: 3.\n`,
    )
    expect(stderr).toContain('Line 3 is not UTF-8.')
    expect(stderr).toContain('Line 4 was refused by the queue (InvalidMessageContents).')
    expect(stderr).toContain('Line 5 is 1,048,577 bytes; SQS takes 1,048,576.')
    expect(await bodies()).toEqual(['one', 'two'])
  })

  it('sends generated logins, the same for the same seed', async () => {
    const flags = '--count 700 --shared-devices 0.2 --malformed 0.1 --seed 42'.split(' ')
    const { code, stdout } = await runCli('sample', flags)
    expect(code).toBe(0)
    expect(stdout).toBe(`Sent 700 messages to ${services.queue().name}.\n`)
    const expected = generateLogins({ count: 700, sharedDevices: 0.2, malformed: 0.1, seed: 42 })
    expect(await bodies()).toEqual([...expected].sort())
  })

  it.each([
    ['', 'Either --count or --file is needed.'],
    ['--count 0', '--count must be a whole number from 1 to 100000000'],
    ['--count 1.5', '--count must be a whole number'],
    ['--count -3', 'count'],
    ['--count 5 --malformed 2', '--malformed must be a fraction from 0 to 1'],
    ['--count 5 --shared-devices x', '--shared-devices must be a fraction'],
    ['--count 5 --seed 99999999999', '--seed must be a whole number from 0 to 4294967295'],
    ['--count 5 --file f', 'Only one of --count and --file may be given.'],
    ['--file f --malformed 0.1', 'go with --count'],
    ['--file /nowhere/f', '/nowhere/f cannot be read (ENOENT).'],
    ['--file /tmp', '/tmp is a folder.'],
    ['--cuont 5', '--cuont'],
    ['5', '5'],
  ])('refuses "%s" with a clear message', async (flags, message) => {
    const refusal = main(flags.split(' ').filter((flag) => flag !== ''))
    await expect(refusal).rejects.toBeInstanceOf(UserError)
    await expect(refusal).rejects.toThrow(message)
  })
})
